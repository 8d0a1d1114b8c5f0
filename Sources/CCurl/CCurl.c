#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

// The part of libcurl's binary interface that is used here; its numbers have never changed and never will:
// https://curl.se/libcurl/c/libcurl.html, "ABI".
enum {
  OPTION_NOPROGRESS = 43,
  OPTION_FAILONERROR = 45,
  OPTION_FOLLOWLOCATION = 52,
  OPTION_MAXREDIRS = 68,
  OPTION_CONNECTTIMEOUT_MS = 156,
  OPTION_NOSIGNAL = 99,
  OPTION_PROTOCOLS = 181,
  OPTION_REDIR_PROTOCOLS = 182,
  OPTION_WRITEDATA = 10001,
  OPTION_URL = 10002,
  OPTION_RANGE = 10007,
  OPTION_ERRORBUFFER = 10010,
  OPTION_USERAGENT = 10018,
  OPTION_NOPROXY = 10177,
  OPTION_WRITEFUNCTION = 20011,
  INFO_RESPONSE_CODE = 0x200002,
  INFO_CONTENT_LENGTH = 0x60000F,
  PROTOCOL_HTTP = 1,
  PROTOCOL_HTTPS = 2,
  CODE_PARTIAL_FILE = 18,
  CODE_HTTP_ERROR = 22,
  CODE_WRITE_ERROR = 23,
  CODE_TIMED_OUT = 28,
  CODE_RECEIVE_ERROR = 56,
  MESSAGE_DONE = 1,
  GLOBAL_DEFAULT = 3,
};

typedef struct {
  int message;
  void *handle;
  union {
    void *whatever;
    int result;
  } data;
} multi_message;

static struct {
  int (*global_init)(long);
  void *(*easy_init)(void);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  void (*easy_cleanup)(void *);
  const char *(*easy_strerror)(int);
  void *(*multi_init)(void);
  int (*multi_add_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_wait)(void *, void *, unsigned, int, int *);
  multi_message *(*multi_info_read)(void *, int *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_cleanup)(void *);
} curl;

static bool loaded = false;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  static const char *const names[] = {
#ifdef __APPLE__
      "/usr/lib/libcurl.4.dylib", "libcurl.4.dylib",
#else
      "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so",
#endif
  };
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  const struct {
    const char *name;
    void **place;
  } symbols[] = {
      {"curl_global_init", (void **)&curl.global_init},
      {"curl_easy_init", (void **)&curl.easy_init},
      {"curl_easy_setopt", (void **)&curl.easy_setopt},
      {"curl_easy_getinfo", (void **)&curl.easy_getinfo},
      {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
      {"curl_easy_strerror", (void **)&curl.easy_strerror},
      {"curl_multi_init", (void **)&curl.multi_init},
      {"curl_multi_add_handle", (void **)&curl.multi_add_handle},
      {"curl_multi_perform", (void **)&curl.multi_perform},
      {"curl_multi_wait", (void **)&curl.multi_wait},
      {"curl_multi_info_read", (void **)&curl.multi_info_read},
      {"curl_multi_remove_handle", (void **)&curl.multi_remove_handle},
      {"curl_multi_cleanup", (void **)&curl.multi_cleanup},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].place = dlsym(library, symbols[i].name);
    if (!*symbols[i].place) return;
  }
  loaded = curl.global_init(GLOBAL_DEFAULT) == 0;
}

typedef struct {
  const ccurl_request *request;
  void *easy;
  int64_t last_arrival;
  bool refused;
} transfer;

static int64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int32_t status_of(void *easy) {
  long status = 0;
  curl.easy_getinfo(easy, INFO_RESPONSE_CODE, &status);
  return (int32_t)status;
}

static int64_t promised_by(void *easy) {
  int64_t length = -1;
  return curl.easy_getinfo(easy, INFO_CONTENT_LENGTH, &length) == 0 ? length : -1;
}

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
  transfer *self = context;
  self->last_arrival = milliseconds();
  const ccurl_request *request = self->request;
  if (size * count == 0) return 0;
  bool taken = request->write(request->context, status_of(self->easy), promised_by(self->easy), (const uint8_t *)bytes,
                              size * count);
  self->refused = !taken;
  return taken ? size * count : 0;
}

static void configure(transfer *self, char *error, char *range, size_t range_size) {
  const ccurl_request *request = self->request;
  void *easy = self->easy;
  long protocols = request->allow_plain_http ? PROTOCOL_HTTP | PROTOCOL_HTTPS : PROTOCOL_HTTPS;
  curl.easy_setopt(easy, OPTION_URL, request->url);
  curl.easy_setopt(easy, OPTION_USERAGENT, request->user_agent);
  curl.easy_setopt(easy, OPTION_ERRORBUFFER, error);
  curl.easy_setopt(easy, OPTION_WRITEFUNCTION, receive);
  curl.easy_setopt(easy, OPTION_WRITEDATA, self);
  curl.easy_setopt(easy, OPTION_NOPROGRESS, 1L);
  curl.easy_setopt(easy, OPTION_NOSIGNAL, 1L);
  curl.easy_setopt(easy, OPTION_FAILONERROR, 1L);
  curl.easy_setopt(easy, OPTION_FOLLOWLOCATION, 1L);
  curl.easy_setopt(easy, OPTION_MAXREDIRS, 5L);
  curl.easy_setopt(easy, OPTION_PROTOCOLS, protocols);
  curl.easy_setopt(easy, OPTION_REDIR_PROTOCOLS, protocols);
  curl.easy_setopt(easy, OPTION_CONNECTTIMEOUT_MS, (long)request->stall_milliseconds);
  if (request->bypass_proxy) curl.easy_setopt(easy, OPTION_NOPROXY, "*");
  if (request->offset > 0) {
    snprintf(range, range_size, "%lld-", (long long)request->offset);
    curl.easy_setopt(easy, OPTION_RANGE, range);
  }
}

static ccurl_outcome outcome_of(int code, const transfer *self) {
  switch (code) {
  case 0: return CCURL_FINISHED;
  case CODE_HTTP_ERROR: return CCURL_HTTP_STATUS;
  case CODE_PARTIAL_FILE:
  case CODE_RECEIVE_ERROR: return CCURL_CUT;
  case CODE_TIMED_OUT: return CCURL_STALLED;
  case CODE_WRITE_ERROR: return self->refused ? CCURL_WRITE_REFUSED : CCURL_FAILED;
  default: return CCURL_FAILED;
  }
}

static ccurl_outcome run(transfer *self, void *multi, int *code) {
  const ccurl_request *request = self->request;
  self->last_arrival = milliseconds();
  for (;;) {
    int running = 0;
    int left = 0;
    if (curl.multi_perform(multi, &running) != 0) return CCURL_FAILED;
    for (multi_message *message; (message = curl.multi_info_read(multi, &left));) {
      if (message->message != MESSAGE_DONE) continue;
      *code = message->data.result;
      return outcome_of(*code, self);
    }
    if (request->should_stop(request->context)) return CCURL_STOPPED;
    if (milliseconds() - self->last_arrival > request->stall_milliseconds) return CCURL_STALLED;
    int ready = 0;
    curl.multi_wait(multi, NULL, 0, 100, &ready);
    if (ready == 0) {
      // While a name is looked up there is nothing to wait for, and the call returns at once.
      struct timespec pause = {0, 5 * 1000 * 1000};
      nanosleep(&pause, NULL);
    }
  }
}

ccurl_result ccurl_fetch(const ccurl_request *request) {
  ccurl_result result = {.outcome = CCURL_NO_LIBRARY, .promised = -1};
  pthread_once(&once, load);
  if (!loaded) return result;

  result.outcome = CCURL_FAILED;
  transfer self = {.request = request, .easy = curl.easy_init()};
  void *multi = curl.multi_init();
  char range[32];
  int code = 0;
  if (self.easy && multi) {
    configure(&self, result.message, range, sizeof range);
    curl.multi_add_handle(multi, self.easy);
    result.outcome = run(&self, multi, &code);
    result.status = status_of(self.easy);
    result.promised = promised_by(self.easy);
    curl.multi_remove_handle(multi, self.easy);
    if (!result.message[0] && code) snprintf(result.message, sizeof result.message, "%s", curl.easy_strerror(code));
  }
  if (self.easy) curl.easy_cleanup(self.easy);
  if (multi) curl.multi_cleanup(multi);
  return result;
}

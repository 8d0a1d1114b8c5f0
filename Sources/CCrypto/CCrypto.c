#include "CCrypto.h"

#include <stdlib.h>

#ifdef __APPLE__

#include <CommonCrypto/CommonDigest.h>

// macOS kills a program that opens its libcrypto; CommonCrypto is part of every program there.

struct ccrypto_library {
  char nothing;
};

struct ccrypto_digest {
  ccrypto_function function;
  union {
    CC_SHA256_CTX sha256;
    CC_MD5_CTX md5;
  } state;
};

const ccrypto_library *ccrypto_system(void) {
  static const ccrypto_library system;
  return &system;
}

const ccrypto_library *ccrypto_open(const char *name) {
  (void)name;
  return NULL;
}

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

ccrypto_digest *ccrypto_begin(const ccrypto_library *library, ccrypto_function function) {
  (void)library;
  ccrypto_digest *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  self->function = function;
  if (function == CCRYPTO_SHA256) {
    CC_SHA256_Init(&self->state.sha256);
  } else {
    CC_MD5_Init(&self->state.md5);
  }
  return self;
}

bool ccrypto_update(ccrypto_digest *self, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  while (count > 0) {
    CC_LONG part = count < (1u << 30) ? (CC_LONG)count : 1u << 30;
    if (self->function == CCRYPTO_SHA256) {
      CC_SHA256_Update(&self->state.sha256, next, part);
    } else {
      CC_MD5_Update(&self->state.md5, next, part);
    }
    next += part;
    count -= part;
  }
  return true;
}

size_t ccrypto_finish(ccrypto_digest *self, uint8_t out[CCRYPTO_LONGEST_DIGEST]) {
  if (self->function == CCRYPTO_SHA256) {
    CC_SHA256_Final(out, &self->state.sha256);
    return CC_SHA256_DIGEST_LENGTH;
  }
  CC_MD5_Final(out, &self->state.md5);
  return CC_MD5_DIGEST_LENGTH;
}

#pragma clang diagnostic pop

void ccrypto_free(ccrypto_digest *self) { free(self); }

#else

#include <dlfcn.h>
#include <pthread.h>

// The part of libcrypto's binary interface that is used here, the same in OpenSSL 1.1, OpenSSL 3 and LibreSSL:
// https://docs.openssl.org/master/man3/EVP_DigestInit/
struct ccrypto_library {
  void *(*context_new)(void);
  void (*context_free)(void *);
  const void *(*sha256)(void);
  const void *(*md5)(void);
  int (*init)(void *, const void *, void *);
  int (*update)(void *, const void *, size_t);
  int (*final)(void *, unsigned char *, unsigned *);
};

struct ccrypto_digest {
  const ccrypto_library *library;
  void *context;
};

static const void *function_of(const ccrypto_library *library, ccrypto_function function) {
  switch (function) {
  case CCRYPTO_SHA256: return library->sha256();
  case CCRYPTO_MD5: return library->md5();
  }
  return NULL;
}

const ccrypto_library *ccrypto_open(const char *name) {
  void *file = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!file) return NULL;
  ccrypto_library found;
  const struct {
    const char *name;
    void **place;
  } symbols[] = {
      {"EVP_MD_CTX_new", (void **)&found.context_new},
      {"EVP_MD_CTX_free", (void **)&found.context_free},
      {"EVP_sha256", (void **)&found.sha256},
      {"EVP_md5", (void **)&found.md5},
      {"EVP_DigestInit_ex", (void **)&found.init},
      {"EVP_DigestUpdate", (void **)&found.update},
      {"EVP_DigestFinal_ex", (void **)&found.final},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].place = dlsym(file, symbols[i].name);
    if (!*symbols[i].place) {
      dlclose(file);
      return NULL;
    }
  }
  ccrypto_library *library = malloc(sizeof *library);
  if (library) *library = found;
  return library;
}

static const ccrypto_library *system_library = NULL;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void look_up(void) {
  // The last is there only where one builds against libcrypto; its version may be any.
  static const char *const names[] = {"libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so"};
  for (size_t i = 0; i < sizeof names / sizeof *names && !system_library; i++) system_library = ccrypto_open(names[i]);
}

const ccrypto_library *ccrypto_system(void) {
  pthread_once(&once, look_up);
  return system_library;
}

ccrypto_digest *ccrypto_begin(const ccrypto_library *library, ccrypto_function function) {
  ccrypto_digest *self = malloc(sizeof *self);
  if (!self) return NULL;
  self->library = library;
  self->context = library->context_new();
  const void *kind = function_of(library, function);
  if (self->context && kind && library->init(self->context, kind, NULL) == 1) return self;
  ccrypto_free(self);
  return NULL;
}

bool ccrypto_update(ccrypto_digest *self, const void *bytes, size_t count) {
  return self->library->update(self->context, bytes, count) == 1;
}

size_t ccrypto_finish(ccrypto_digest *self, uint8_t out[CCRYPTO_LONGEST_DIGEST]) {
  unsigned length = 0;
  return self->library->final(self->context, out, &length) == 1 ? length : 0;
}

void ccrypto_free(ccrypto_digest *self) {
  if (!self) return;
  if (self->context) self->library->context_free(self->context);
  free(self);
}

#endif

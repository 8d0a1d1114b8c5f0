#include "CSQLite.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

// The part of SQLite's binary interface that is used here; its numbers never change: https://www.sqlite.org/c3ref/constlist.html
enum { RESULT_OK = 0, RESULT_BUSY = 5, RESULT_LOCKED = 6, RESULT_ROW = 100, RESULT_DONE = 101, OPEN_READONLY = 1, OPEN_URI = 0x40, OPEN_NOMUTEX = 0x8000 };

static struct {
  int (*open_v2)(const char *, void **, int, const char *);
  int (*close)(void *);
  const char *(*errmsg)(void *);
  int (*prepare_v2)(void *, const char *, int, void **, const char **);
  int (*bind_int64)(void *, int, int64_t);
  int (*bind_parameter_count)(void *);
  int (*step)(void *);
  int (*finalize)(void *);
  int64_t (*column_int64)(void *, int);
  double (*column_double)(void *, int);
  const unsigned char *(*column_text)(void *, int);
  int (*column_bytes)(void *, int);
} sqlite;

static bool is_loaded;
static pthread_once_t load_once = PTHREAD_ONCE_INIT;

static void load(void) {
  static const char *const names[] = {"libsqlite3.so.0", "libsqlite3.so", "/usr/lib/libsqlite3.dylib"};
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
  if (!library) return;
  struct {
    void **function;
    const char *name;
  } wanted[] = {
    {(void **)&sqlite.open_v2, "sqlite3_open_v2"},
    {(void **)&sqlite.close, "sqlite3_close"},
    {(void **)&sqlite.errmsg, "sqlite3_errmsg"},
    {(void **)&sqlite.prepare_v2, "sqlite3_prepare_v2"},
    {(void **)&sqlite.bind_int64, "sqlite3_bind_int64"},
    {(void **)&sqlite.bind_parameter_count, "sqlite3_bind_parameter_count"},
    {(void **)&sqlite.step, "sqlite3_step"},
    {(void **)&sqlite.finalize, "sqlite3_finalize"},
    {(void **)&sqlite.column_int64, "sqlite3_column_int64"},
    {(void **)&sqlite.column_double, "sqlite3_column_double"},
    {(void **)&sqlite.column_text, "sqlite3_column_text"},
    {(void **)&sqlite.column_bytes, "sqlite3_column_bytes"},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    *wanted[i].function = dlsym(library, wanted[i].name);
    if (!*wanted[i].function) return;
  }
  is_loaded = true;
}

struct csqlite_database {
  void *handle;
  void *statement;
};

static csqlite_outcome outcome(int result) {
  switch (result & 0xFF) {
    case RESULT_OK: return CSQLITE_OK;
    case RESULT_ROW: return CSQLITE_ROW;
    case RESULT_DONE: return CSQLITE_DONE;
    case RESULT_BUSY:
    case RESULT_LOCKED: return CSQLITE_BUSY;
    default: return CSQLITE_FAILED;
  }
}

csqlite_outcome csqlite_open(const char *uri, csqlite_database **database) {
  *database = NULL;
  pthread_once(&load_once, load);
  if (!is_loaded) return CSQLITE_NO_LIBRARY;
  csqlite_database *new = calloc(1, sizeof *new);
  if (!new) return CSQLITE_FAILED;
  *database = new;
  return outcome(sqlite.open_v2(uri, &new->handle, OPEN_READONLY | OPEN_URI | OPEN_NOMUTEX, NULL));
}

void csqlite_close(csqlite_database *database) {
  if (!database) return;
  csqlite_end(database);
  if (database->handle) sqlite.close(database->handle);
  free(database);
}

const char *csqlite_message(csqlite_database *database) {
  if (!database || !database->handle) return "there is no SQLite library";
  return sqlite.errmsg(database->handle);
}

csqlite_outcome csqlite_query(csqlite_database *database, const char *sql, int64_t first, int64_t second) {
  csqlite_end(database);
  int result = sqlite.prepare_v2(database->handle, sql, -1, &database->statement, NULL);
  if (result != RESULT_OK) return outcome(result);
  int parameters = sqlite.bind_parameter_count(database->statement);
  if (parameters >= 1) sqlite.bind_int64(database->statement, 1, first);
  if (parameters >= 2) sqlite.bind_int64(database->statement, 2, second);
  return CSQLITE_OK;
}

csqlite_outcome csqlite_step(csqlite_database *database) {
  if (!database->statement) return CSQLITE_DONE;
  return outcome(sqlite.step(database->statement));
}

void csqlite_end(csqlite_database *database) {
  if (database->statement) sqlite.finalize(database->statement);
  database->statement = NULL;
}

int64_t csqlite_integer(csqlite_database *database, int32_t column) { return sqlite.column_int64(database->statement, column); }

double csqlite_double(csqlite_database *database, int32_t column) { return sqlite.column_double(database->statement, column); }

const uint8_t *csqlite_text(csqlite_database *database, int32_t column, int32_t *count) {
  const uint8_t *text = sqlite.column_text(database->statement, column);
  *count = text ? sqlite.column_bytes(database->statement, column) : 0;
  return text;
}

#define NCURSES_WIDECHAR 1
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#define _XOPEN_SOURCE_EXTENDED 1

// First: `term.h` makes macros of plain words such as `columns`.
#include "CCurses.h"
#include "BuiltInTerminal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// Whether the environment asks for UTF-8, by the first of its three variables that is set.
static bool environment_names_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t index = 0; index < sizeof names / sizeof names[0]; index += 1) {
    const char *value = getenv(names[index]);
    if (value == NULL || *value == '\0') continue;
    return strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL;
  }
  return false;
}

bool ccurses_locale_is_utf8(void) {
  if (setlocale(LC_CTYPE, "") == NULL && environment_names_utf8()) {
    // ssh carries the name of a locale to a machine that need not have it; what matters here is the character set.
    static const char *const others[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
    for (size_t index = 0; index < sizeof others / sizeof others[0]; index += 1) {
      if (setlocale(LC_CTYPE, others[index]) != NULL) break;
    }
  }
  const char *codeset = nl_langinfo(CODESET);
  return strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0;
}

int32_t ccurses_look_up(const char *name) {
  int status = 0;
  if (cur_term != NULL) del_curterm(cur_term);
  if (setupterm(name, STDOUT_FILENO, &status) == OK) return CCURSES_LOOKUP_FOUND;
  return status < 0 ? CCURSES_LOOKUP_NO_DATABASE : CCURSES_LOOKUP_UNKNOWN_NAME;
}

bool ccurses_look_up_built_in(void) {
  // ncurses reads a compiled entry from this variable where it begins so (terminfo(5), "hex:" and "b64:").
  const char *own = getenv("TERMINFO");
  char *kept = own == NULL ? NULL : strdup(own);
  setenv("TERMINFO", CCURSES_BUILT_IN_ENTRY, 1);
  int32_t found = ccurses_look_up(CCURSES_BUILT_IN_NAME);
  if (kept != NULL) setenv("TERMINFO", kept, 1);
  else unsetenv("TERMINFO");
  free(kept);
  return found == CCURSES_LOOKUP_FOUND;
}

bool ccurses_flag(const char *capability) { return tigetflag(capability) > 0; }

int32_t ccurses_number(const char *capability) {
  int number = tigetnum(capability);
  return number < 0 ? -1 : number;
}

// `tputs` hands its bytes to a function without a context argument; one thread owns the terminal.
static struct {
  uint8_t *bytes;
  int32_t count, capacity;
} sink;

static int put_in_sink(int byte) {
  if (sink.count < sink.capacity) sink.bytes[sink.count] = (uint8_t)byte;
  sink.count += 1;
  return byte;
}

int32_t ccurses_string(const char *capability, int32_t first, int32_t second, uint8_t *bytes, int32_t capacity) {
  const char *string = tigetstr(capability);
  if (string == NULL || string == (char *)-1) return -1;
  if (strstr(string, "%p") != NULL) {
    string = tiparm(string, (int)first, (int)second);
    if (string == NULL) return -1;
  }
  sink.bytes = bytes;
  sink.count = 0;
  sink.capacity = capacity;
  tputs(string, 1, put_in_sink);
  return sink.count <= capacity ? sink.count : -1;
}

static SCREEN *screen;
static FILE *input, *output;
// Keys are read through a pad: reading from a window would first make ncurses refresh it, and the frames are not its own.
static WINDOW *keys;

enum { MOUSE_SGR = KEY_MAX + 1000, MOUSE_X10 };

// Milliseconds after which an escape is the key: what a person set, and otherwise longer where a network may come between the bytes.
static int escape_delay(void) {
  const char *wish = getenv("ESCDELAY");
  if (wish != NULL && *wish != '\0') {
    char *rest = NULL;
    long value = strtol(wish, &rest, 10);
    if (*rest == '\0' && value >= 0 && value <= 5000) return (int)value;
  }
  const char *remote = getenv("SSH_CONNECTION"), *terminal = getenv("SSH_TTY");
  return (remote != NULL && *remote != '\0') || (terminal != NULL && *terminal != '\0') ? 100 : 25;
}

bool ccurses_start(const char *name, int32_t terminal) {
  int reading = dup(terminal);
  input = reading < 0 ? NULL : fdopen(reading, "r");
  // ncurses would switch to the screen a second time, and back and forth as it likes; what is written is the guard's and the encoder's.
  output = fopen("/dev/null", "w");
  if (input == NULL || output == NULL) return false;
  bool is_built_in = strcmp(name, CCURSES_BUILT_IN_NAME) == 0;
  const char *own = getenv("TERMINFO");
  char *kept = own == NULL ? NULL : strdup(own);
  if (is_built_in) setenv("TERMINFO", CCURSES_BUILT_IN_ENTRY, 1);
  set_escdelay(escape_delay());
  screen = newterm(name, output, input);
  if (is_built_in) {
    if (kept != NULL) setenv("TERMINFO", kept, 1);
    else unsetenv("TERMINFO");
  }
  free(kept);
  if (screen == NULL) return false;
  set_term(screen);
  // Not cbreak: ctrl-C and ctrl-Z come as keys, so that the loop that owns the terminal acts on them in order. The modes themselves are
  // set by the guard.
  raw();
  noecho();
  keys = newpad(1, 1);
  if (keys == NULL) return false;
  keypad(keys, TRUE);
  nodelay(keys, TRUE);
  meta(keys, TRUE);
  // ncurses' own mouse reading depends on the entry's `kmous`, which for screen, tmux and older xterm entries is the
  // encoding that ends at column 223, and it makes clicks of presses. With the prefixes as keys the reports are ours.
  define_key("\033[<", MOUSE_SGR);
  define_key("\033[M", MOUSE_X10);
  // Entries that give shift-tab another string have this one under a name of their own.
  define_key("\033[Z", KEY_BTAB);
  // Entries disagree about the numeric keypad's strings; the letters mean the same everywhere.
  static const int keypad_keys[] = {KEY_A1, KEY_A3, KEY_B2, KEY_C1, KEY_C3};
  for (size_t index = 0; index < sizeof keypad_keys / sizeof keypad_keys[0]; index += 1) {
    define_key(NULL, keypad_keys[index]);
  }
  return true;
}

void ccurses_stop(void) {
  if (keys != NULL) delwin(keys);
  if (screen != NULL) delscreen(screen);
  if (input != NULL) fclose(input);
  if (output != NULL) fclose(output);
  keys = NULL;
  screen = NULL;
  input = output = NULL;
}

// Modified keys have extended names, such as kLFT5 for ctrl-left; here an arrow is an arrow.
static uint32_t modified_key_number(const char *name) {
  static const struct {
    const char *prefix;
    uint32_t number;
  } table[] = {
      {"kUP", CCURSES_KEY_UP},        {"kDN", CCURSES_KEY_DOWN},      {"kLFT", CCURSES_KEY_LEFT},
      {"kRIT", CCURSES_KEY_RIGHT},    {"kHOM", CCURSES_KEY_HOME},     {"kEND", CCURSES_KEY_END},
      {"kPRV", CCURSES_KEY_PAGE_UP},  {"kNXT", CCURSES_KEY_PAGE_DOWN}, {"kDC", CCURSES_KEY_DELETE},
      {"kIC", CCURSES_KEY_INSERT},    {"kcbt", CCURSES_KEY_BACK_TAB},
  };
  if (name == NULL) return CCURSES_KEY_OTHER;
  for (size_t index = 0; index < sizeof table / sizeof table[0]; index += 1) {
    if (strncmp(name, table[index].prefix, strlen(table[index].prefix)) == 0) return table[index].number;
  }
  return CCURSES_KEY_OTHER;
}

static uint32_t key_number(wint_t code) {
  switch (code) {
    case KEY_UP:
    case KEY_SR: return CCURSES_KEY_UP;
    case KEY_DOWN:
    case KEY_SF: return CCURSES_KEY_DOWN;
    case KEY_LEFT:
    case KEY_SLEFT: return CCURSES_KEY_LEFT;
    case KEY_RIGHT:
    case KEY_SRIGHT: return CCURSES_KEY_RIGHT;
    case KEY_ENTER: return CCURSES_KEY_ENTER;
    case KEY_BTAB: return CCURSES_KEY_BACK_TAB;
    case KEY_BACKSPACE: return CCURSES_KEY_BACKSPACE;
    case KEY_DC:
    case KEY_SDC: return CCURSES_KEY_DELETE;
    case KEY_IC:
    case KEY_SIC: return CCURSES_KEY_INSERT;
    case KEY_HOME:
    case KEY_SHOME: return CCURSES_KEY_HOME;
    case KEY_END:
    case KEY_SEND: return CCURSES_KEY_END;
    case KEY_PPAGE:
    case KEY_SPREVIOUS: return CCURSES_KEY_PAGE_UP;
    case KEY_NPAGE:
    case KEY_SNEXT: return CCURSES_KEY_PAGE_DOWN;
    case MOUSE_SGR: return CCURSES_KEY_MOUSE_SGR;
    case MOUSE_X10: return CCURSES_KEY_MOUSE_X10;
    default: break;
  }
  if (code > KEY_F0 && code <= KEY_F(12)) return CCURSES_KEY_FUNCTION + (uint32_t)(code - KEY_F0);
  return modified_key_number(keyname((int)code));
}

int32_t ccurses_read(uint32_t *value) {
  wint_t code = 0;
  switch (wget_wch(keys, &code)) {
    case OK: *value = (uint32_t)code; return CCURSES_READ_CHARACTER;
    case KEY_CODE_YES: *value = key_number(code); return CCURSES_READ_KEY;
    default: return CCURSES_READ_NOTHING;
  }
}

/// The part of ncursesw that dlviz uses, in a form that Swift can import.
///
/// `curses.h` stays out of this header: its macros hold casts and variadic calls that Swift does not import, its globals
/// are errors under Swift 6, and its wide-character half needs a -D flag that SwiftPM drops from pkg-config.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "TerminalGuard.h"

/// Takes the character set from the environment (LC_CTYPE alone: numbers keep their point) and tells whether it is UTF-8; where the
/// environment names a locale in UTF-8 that is not installed, another one in UTF-8 is taken.
bool ccurses_locale_is_utf8(void);

/// What looking a terminal's name up in terminfo gave.
enum { CCURSES_LOOKUP_FOUND, CCURSES_LOOKUP_UNKNOWN_NAME, CCURSES_LOOKUP_NO_DATABASE };

/// Reads the terminfo entry of `name`; the functions below answer from it. Touches no terminal.
int32_t ccurses_look_up(const char *name);
/// The same for a terminal that terminfo does not know: a description of our own of what nearly all of them understand.
bool ccurses_look_up_built_in(void);
/// The name of that description.
#define CCURSES_BUILT_IN_NAME "dlviz-xterm-like"
/// A Boolean capability, by its terminfo name, extended ones (`Tc`, `RGB`, `XM`) included.
bool ccurses_flag(const char *capability);
/// A numeric capability, -1 where the terminal has none.
int32_t ccurses_number(const char *capability);
/// A string capability with its two parameters filled in and its padding resolved.
/// Returns its length, -1 where the terminal has none; at most `capacity` bytes are written.
int32_t ccurses_string(const char *capability, int32_t first, int32_t second, uint8_t *bytes, int32_t capacity);

/// Initialises ncurses as the reader of a terminal's keys. It writes nothing and leaves the terminal's modes alone.
bool ccurses_start(const char *name, int32_t terminal);
/// Frees what `ccurses_start` made; the terminal's modes are the guard's business.
void ccurses_stop(void);

/// Keys that ncurses knows by name, as numbers of our own: `KEY_*` are macros of `curses.h`.
enum {
  CCURSES_KEY_UP = 1,
  CCURSES_KEY_DOWN,
  CCURSES_KEY_LEFT,
  CCURSES_KEY_RIGHT,
  CCURSES_KEY_ENTER,
  CCURSES_KEY_BACK_TAB,
  CCURSES_KEY_BACKSPACE,
  CCURSES_KEY_DELETE,
  CCURSES_KEY_INSERT,
  CCURSES_KEY_HOME,
  CCURSES_KEY_END,
  CCURSES_KEY_PAGE_UP,
  CCURSES_KEY_PAGE_DOWN,
  /// `ESC [ <`, after which an SGR mouse report's digits follow as characters.
  CCURSES_KEY_MOUSE_SGR,
  /// `ESC [ M`, after which an old mouse report's three bytes follow as characters.
  CCURSES_KEY_MOUSE_X10,
  /// A key that ncurses knows and dlviz does not use.
  CCURSES_KEY_OTHER,
  /// F1 is this plus 1.
  CCURSES_KEY_FUNCTION = 100,
};

/// What `ccurses_read` found.
enum { CCURSES_READ_NOTHING, CCURSES_READ_CHARACTER, CCURSES_READ_KEY };

/// The next character (a Unicode scalar where the locale is UTF-8) or key; never waits, but for ncurses' escape delay.
int32_t ccurses_read(uint32_t *value);

/// Gives the terminal back whatever ends the program, and wakes the thread that waits for it.
///
/// In C because most of it runs inside signal handlers, where only async-signal-safe calls are allowed: no allocation,
/// no lock, no Swift runtime. One screen per process, hence no context argument.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Opens the terminal of standard output anew, so that its non-blocking mode is not shared with the shell, remembers its
/// modes, and makes the pipe of `guard_wake`. Returns the descriptor to read keys from, -1 with `errno` on failure.
int32_t guard_open(void);
/// Takes the bytes that switch the terminal to the screen and back.
void guard_set_strings(const uint8_t *enter, int32_t enter_count, const uint8_t *leave, int32_t leave_count);
/// Takes the terminal: switches it to raw, unechoed input, catches the signals that end or stop a program, and lets standard output and error wait in a file where they would write over the screen.
void guard_take(void);
/// Gives the terminal back and shows what was written meanwhile, as soon as the line takes it. May be called twice and from `atexit`.
void guard_leave(void);
/// Closes what `guard_open` opened; after `guard_leave`.
void guard_close(void);

/// Gives the terminal to the shell and stops, the whole process group on `group` as ctrl-Z does; returns when continued,
/// with the screen taken again and empty.
void guard_suspend(bool group);
/// Switches to the screen again after something else has stopped and continued the program.
void guard_resume(void);

/// Writes as much as the terminal takes now. Returns the number of bytes, 0 when it takes none, -1 when it is gone.
int64_t guard_write(const uint8_t *bytes, int64_t count);
/// The window's size; false where the terminal does not know it.
bool guard_window_size(int32_t *columns, int32_t *rows);

/// What made `guard_wait` return; bits.
enum {
  GUARD_INPUT = 1,
  GUARD_WAKE = 2,
  GUARD_RESIZE = 4,
  GUARD_STOP = 8,
  GUARD_CONTINUE = 16,
  GUARD_HANGUP = 32,
  GUARD_WRITABLE = 64,
};
/// Sleeps until something happens or `nanoseconds` have passed; negative waits without end. `writable` also waits for
/// room to write.
int32_t guard_wait(int64_t nanoseconds, bool writable);
/// Makes the current or next `guard_wait` return; from any thread, at the cost of a system call only the first time.
void guard_wake(void);

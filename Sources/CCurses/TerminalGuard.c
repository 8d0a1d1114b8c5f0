#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "TerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

enum { STRING_CAPACITY = 1024, STACK_SIZE = 1 << 16 };

static struct {
  // `terminal` is for keys, modes and restoring; frames go through `frames`, which a dying program points at nothing.
  int terminal, frames, nothing;
  int wake_reading, wake_writing;
  // Where standard output and error wait, and what they were.
  int messages, standard_output, standard_error;
  struct termios shell_modes, screen_modes;
  uint8_t enter[STRING_CAPACITY], leave[STRING_CAPACITY];
  int enter_count, leave_count;
  void *stack;
} guard = {-1, -1, -1, -1, -1, -1, -1, -1, {0}, {0}, {0}, {0}, 0, 0, NULL};

// Whether the terminal shows our screen; taken by exchange, so that of two ways out only one restores.
static atomic_bool on_screen;
// Whether the terminal is being given back right now.
static atomic_bool giving_back;
static atomic_bool wake_pending;
static atomic_int pending_signals;

static const int ending_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV,
                                     SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ};
enum { ENDING_COUNT = sizeof ending_signals / sizeof ending_signals[0] };
static struct sigaction previous_ending[ENDING_COUNT];
static struct sigaction previous_stop, previous_continue, previous_resize;
static bool signals_caught;

// MARK: Opening and closing

static int close_on_exec(int descriptor) {
  if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return descriptor;
}

static int duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

static int open_terminal(void) {
  char name[256];
  const int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  int descriptor = ttyname_r(STDOUT_FILENO, name, sizeof name) == 0 ? open(name, flags) : -1;
  if (descriptor < 0) descriptor = open("/dev/tty", flags);
  // In a container without its /dev/pts neither has a name; then a slow terminal makes writing wait.
  if (descriptor < 0) descriptor = duplicate(STDOUT_FILENO);
  return descriptor;
}

static void close_one(int *descriptor) {
  if (*descriptor >= 0) close(*descriptor);
  *descriptor = -1;
}

int32_t guard_open(void) {
  int ends[2];
  guard.terminal = open_terminal();
  guard.nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  guard.frames = guard.terminal < 0 ? -1 : duplicate(guard.terminal);
  if (guard.frames < 0 || guard.nothing < 0 || tcgetattr(guard.terminal, &guard.shell_modes) != 0 || pipe(ends) != 0) {
    int reason = errno;
    guard_close();
    errno = reason;
    return -1;
  }
  for (int end = 0; end < 2; end += 1) {
    close_on_exec(ends[end]);
    fcntl(ends[end], F_SETFL, O_NONBLOCK);
  }
  guard.wake_reading = ends[0];
  guard.wake_writing = ends[1];
  return guard.terminal;
}

void guard_close(void) {
  close_one(&guard.frames);
  close_one(&guard.terminal);
  close_one(&guard.nothing);
  int writing = guard.wake_writing;
  guard.wake_writing = -1;
  if (writing >= 0) close(writing);
  close_one(&guard.wake_reading);
}

void guard_set_strings(const uint8_t *enter, int32_t enter_count, const uint8_t *leave, int32_t leave_count) {
  guard.enter_count = enter_count < STRING_CAPACITY ? enter_count : STRING_CAPACITY;
  memcpy(guard.enter, enter, (size_t)guard.enter_count);
  guard.leave_count = leave_count < STRING_CAPACITY ? leave_count : STRING_CAPACITY;
  memcpy(guard.leave, leave, (size_t)guard.leave_count);
}

// MARK: Restoring; everything in this part is async-signal-safe

// Writes all, however long the line takes, and gives up only where the terminal is gone: half of what gives it back would leave it broken.
static void write_all(int descriptor, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd room = {descriptor, POLLOUT, 0};
      if (poll(&room, 1, -1) > 0 && (room.revents & (POLLERR | POLLHUP | POLLNVAL))) return;
    } else if (!(written < 0 && errno == EINTR)) {
      return;
    }
  }
}

static bool give_back(void) {
  if (!atomic_exchange(&on_screen, false)) {
    // Broken off while the line was waited for: at least the modes are right.
    if (atomic_load(&giving_back)) tcsetattr(guard.terminal, TCSANOW, &guard.shell_modes);
    return false;
  }
  atomic_store(&giving_back, true);
  // A thread that is drawing goes on into nothing; a write under way ends before ours begins, the terminal sees to that.
  dup2(guard.nothing, guard.frames);
  // While a slow line is waited for, ctrl-C is a signal again, and nothing that is typed is shown.
  struct termios waiting = guard.screen_modes;
  waiting.c_lflag |= ISIG;
  tcsetattr(guard.terminal, TCSANOW, &waiting);
  write_all(guard.terminal, guard.leave, (size_t)guard.leave_count);
  // Now, not when all is shown: a terminal that shows nothing would hold us here.
  tcsetattr(guard.terminal, TCSANOW, &guard.shell_modes);
  atomic_store(&giving_back, false);
  // Mouse reports still under way would be typed at the shell.
  tcflush(guard.terminal, TCIFLUSH);
  return true;
}

static void show_messages(void) {
  if (guard.messages < 0) return;
  uint8_t bytes[4096];
  off_t position = 0;
  ssize_t count;
  int target = guard.standard_error >= 0 ? guard.standard_error : guard.standard_output;
  if (guard.standard_output >= 0) dup2(guard.standard_output, STDOUT_FILENO);
  if (guard.standard_error >= 0) dup2(guard.standard_error, STDERR_FILENO);
  while ((count = pread(guard.messages, bytes, sizeof bytes, position)) > 0) {
    write_all(target, bytes, (size_t)count);
    position += count;
  }
  close_one(&guard.messages);
  close_one(&guard.standard_output);
  close_one(&guard.standard_error);
}

static bool is_fault(int number) {
  return number == SIGILL || number == SIGFPE || number == SIGBUS || number == SIGSEGV;
}

static void end(int number, siginfo_t *information, void *context) {
  (void)context;
  // Were we in the background, setting the modes would stop us.
  signal(SIGTTOU, SIG_IGN);
  give_back();
  show_messages();
  // Swift's crash reporter asks a question on the terminal and waits for the answer, so it runs only where it was asked
  // for; everyone else gets the plain end that the signal means, with its exit status.
  bool wants_report = getenv("SWIFT_BACKTRACE") != NULL;
  for (int index = 0; index < ENDING_COUNT; index += 1) {
    if (ending_signals[index] != number) continue;
    if (wants_report) sigaction(number, &previous_ending[index], NULL);
    else signal(number, SIG_DFL);
  }
  // A fault comes again by itself, with its own address, when the instruction is run again; other signals are sent again
  // and arrive when this handler returns.
  if (!(is_fault(number) && information->si_code > 0)) raise(number);
}

static void note(int number) {
  int reason = errno;
  int bit = number == SIGWINCH ? GUARD_RESIZE : number == SIGCONT ? GUARD_CONTINUE : GUARD_STOP;
  atomic_fetch_or(&pending_signals, bit);
  if (guard.wake_writing >= 0 && write(guard.wake_writing, "", 1) < 0) {
    // Full: then the reader wakes anyway.
  }
  errno = reason;
}

// MARK: Taking the terminal

static int message_file(void) {
#ifdef __linux__
  int descriptor = memfd_create("dlviz messages", MFD_CLOEXEC);
  if (descriptor >= 0) return descriptor;
#endif
  FILE *file = tmpfile();
  if (file == NULL) return -1;
  int copy = duplicate(fileno(file));
  fclose(file);
  return copy;
}

static void redirect_messages(void) {
  bool output = isatty(STDOUT_FILENO), error = isatty(STDERR_FILENO);
  if (!output && !error) return;
  fflush(stdout);
  guard.messages = message_file();
  if (guard.messages < 0) return;
  // Both are one file with one position, so that what was written comes out in order.
  if (output) {
    // Else the file would make it wait for whole blocks, and a crash would lose them.
    setvbuf(stdout, NULL, _IOLBF, 0);
    guard.standard_output = duplicate(STDOUT_FILENO);
    if (guard.standard_output >= 0) dup2(guard.messages, STDOUT_FILENO);
  }
  if (error) {
    guard.standard_error = duplicate(STDERR_FILENO);
    if (guard.standard_error >= 0) dup2(guard.messages, STDERR_FILENO);
  }
}

static void catch_signals(void) {
  if (signals_caught) return;
  signals_caught = true;
  // A stack of its own, so that running out of stack is caught, too.
  stack_t stack = {0};
  if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
    guard.stack = malloc(STACK_SIZE);
    stack = (stack_t){.ss_sp = guard.stack, .ss_size = STACK_SIZE};
    if (guard.stack != NULL) sigaltstack(&stack, NULL);
  }
  struct sigaction ending = {0};
  ending.sa_sigaction = end;
  ending.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigfillset(&ending.sa_mask);
  for (int index = 0; index < ENDING_COUNT; index += 1) {
    sigaction(ending_signals[index], NULL, &previous_ending[index]);
    // Whoever started us with a signal ignored (nohup) meant it.
    if (previous_ending[index].sa_handler == SIG_IGN) continue;
    sigaction(ending_signals[index], &ending, NULL);
  }
  struct sigaction noting = {0};
  noting.sa_handler = note;
  noting.sa_flags = SA_RESTART | SA_ONSTACK;
  sigemptyset(&noting.sa_mask);
  sigaction(SIGWINCH, &noting, &previous_resize);
  sigaction(SIGCONT, &noting, &previous_continue);
  sigaction(SIGTSTP, &noting, &previous_stop);
  // A program keeps the signals that its parent's thread has blocked, as threads of a pool do; ours must arrive.
  sigset_t ours;
  sigemptyset(&ours);
  for (int index = 0; index < ENDING_COUNT; index += 1) sigaddset(&ours, ending_signals[index]);
  sigaddset(&ours, SIGWINCH);
  sigaddset(&ours, SIGCONT);
  sigaddset(&ours, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
  static bool registered;
  if (!registered) atexit(guard_leave);
  registered = true;
}

static void release_signals(void) {
  if (!signals_caught) return;
  signals_caught = false;
  for (int index = 0; index < ENDING_COUNT; index += 1) {
    sigaction(ending_signals[index], &previous_ending[index], NULL);
  }
  sigaction(SIGWINCH, &previous_resize, NULL);
  sigaction(SIGCONT, &previous_continue, NULL);
  sigaction(SIGTSTP, &previous_stop, NULL);
}

// Every byte as it is typed, none of them a signal or shown; what is written is sent as it is.
static void make_screen_modes(void) {
  guard.screen_modes = guard.shell_modes;
  guard.screen_modes.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  guard.screen_modes.c_oflag &= ~(tcflag_t)OPOST;
  guard.screen_modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  guard.screen_modes.c_cflag = (guard.screen_modes.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
  guard.screen_modes.c_cc[VMIN] = 1;
  guard.screen_modes.c_cc[VTIME] = 0;
}

void guard_take(void) {
  make_screen_modes();
  redirect_messages();
  atomic_store(&on_screen, true);
  catch_signals();
  tcsetattr(guard.terminal, TCSANOW, &guard.screen_modes);
  write_all(guard.terminal, guard.enter, (size_t)guard.enter_count);
}

void guard_leave(void) {
  fflush(stdout);
  give_back();
  show_messages();
  release_signals();
}

void guard_resume(void) {
  dup2(guard.terminal, guard.frames);
  close_on_exec(guard.frames);
  tcsetattr(guard.terminal, TCSANOW, &guard.screen_modes);
  atomic_store(&on_screen, true);
  write_all(guard.terminal, guard.enter, (size_t)guard.enter_count);
}

void guard_suspend(bool group) {
  struct sigaction standard = {0}, ours;
  standard.sa_handler = SIG_DFL;
  give_back();
  sigaction(SIGTSTP, &standard, &ours);
  // Where nobody could continue us (an orphaned process group) the system discards the signal, and we go on at once.
  kill(group ? 0 : getpid(), SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  guard_resume();
  atomic_fetch_and(&pending_signals, ~(GUARD_STOP | GUARD_CONTINUE));
}

// MARK: Waiting and writing

int64_t guard_write(const uint8_t *bytes, int64_t count) {
  for (;;) {
    ssize_t written = write(guard.frames, bytes, (size_t)count);
    if (written >= 0) return written;
    if (errno == EAGAIN) return 0;
    if (errno != EINTR) return -1;
  }
}

bool guard_window_size(int32_t *columns, int32_t *rows) {
  struct winsize size;
  if (ioctl(guard.terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

static int wait_for(struct pollfd *places, nfds_t count, int64_t nanoseconds) {
#ifdef __linux__
  struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  return ppoll(places, count, nanoseconds < 0 ? NULL : &limit, NULL);
#else
  int64_t milliseconds = nanoseconds / 1000000 + (nanoseconds % 1000000 > 0);
  return poll(places, count, nanoseconds < 0 ? -1 : milliseconds > 3600000 ? 3600000 : (int)milliseconds);
#endif
}

int32_t guard_wait(int64_t nanoseconds, bool writable) {
  struct pollfd places[] = {
      {guard.terminal, (short)(POLLIN | (writable ? POLLOUT : 0)), 0},
      {guard.wake_reading, POLLIN, 0},
  };
  int result = 0;
  if (wait_for(places, 2, nanoseconds) > 0) {
    if (places[1].revents & POLLIN) {
      uint8_t bytes[64];
      // Emptied before the flag is cleared: the other way round, a wake in between would leave the flag set and the
      // pipe empty, and no later wake would write again.
      while (read(guard.wake_reading, bytes, sizeof bytes) == sizeof bytes) {
      }
      if (atomic_exchange(&wake_pending, false)) result |= GUARD_WAKE;
    }
    if (places[0].revents & POLLOUT) result |= GUARD_WRITABLE;
    if (places[0].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= GUARD_HANGUP;
    if (places[0].revents & POLLIN) {
      int available = 0;
      // Readable and nothing to read: the other end is closed.
      if (ioctl(guard.terminal, FIONREAD, &available) == 0 && available == 0) result |= GUARD_HANGUP;
      else result |= GUARD_INPUT;
    }
  }
  return result | atomic_exchange(&pending_signals, 0);
}

void guard_wake(void) {
  if (atomic_exchange(&wake_pending, true)) return;
  if (guard.wake_writing >= 0 && write(guard.wake_writing, "", 1) < 0) {
    // Full: then the reader wakes anyway.
  }
}

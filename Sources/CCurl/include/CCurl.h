#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One download through libcurl, which is looked for when the first one starts.
///
/// Nothing here needs libcurl to build, to link or to start: a program that never downloads never loads it.

/// Why a transfer ended.
typedef enum {
  /// The whole answer arrived.
  CCURL_FINISHED = 0,
  /// No libcurl on this machine.
  CCURL_NO_LIBRARY,
  /// The server answered with an HTTP status of 400 or above.
  CCURL_HTTP_STATUS,
  /// Nothing arrived for the stall timeout.
  CCURL_STALLED,
  /// The connection ended before the promised length.
  CCURL_CUT,
  /// The caller's `write` refused.
  CCURL_WRITE_REFUSED,
  /// The caller's `should_stop` asked for it.
  CCURL_STOPPED,
  /// Anything else; `message` says what.
  CCURL_FAILED,
} ccurl_outcome;

/// What to fetch and whom to tell.
typedef struct {
  const char *_Nonnull url;
  const char *_Nonnull user_agent;
  /// Ask for the bytes from here on; 0 asks for all without a range.
  int64_t offset;
  int32_t stall_milliseconds;
  /// Whether plain HTTP is allowed, at the start and after a redirection; HTTPS always is.
  bool allow_plain_http;
  /// Whether proxy settings of the environment are ignored.
  bool bypass_proxy;
  void *_Nullable context;
  /// Takes bytes with the status of the answer and the length that it promises, −1 if none. False ends the transfer.
  bool (*_Nonnull write)(void *_Nullable context, int32_t status, int64_t promised, const uint8_t *_Nonnull bytes,
                         size_t count);
  /// Asked about ten times a second.
  bool (*_Nonnull should_stop)(void *_Nullable context);
} ccurl_request;

/// How it went.
typedef struct {
  ccurl_outcome outcome;
  /// HTTP status of the last answer, 0 without one.
  int32_t status;
  /// Length that the answer promised, −1 if none.
  int64_t promised;
  /// What libcurl says about a failure.
  char message[256];
} ccurl_result;

/// Downloads, blocking until it is done.
ccurl_result ccurl_fetch(const ccurl_request *_Nonnull request);

#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Reading a SQLite database that another program may be writing, through the system's library, which is looked for when the first one is opened.
///
/// Nothing here needs SQLite to build, to link or to start: a program that never opens a database never loads it.

/// What a call came to.
typedef enum {
  CSQLITE_OK = 0,
  /// A row is there to be read.
  CSQLITE_ROW,
  /// No more rows.
  CSQLITE_DONE,
  /// The writer holds the database; try again later.
  CSQLITE_BUSY,
  /// No SQLite on this machine.
  CSQLITE_NO_LIBRARY,
  /// Anything else; `csqlite_message` says what.
  CSQLITE_FAILED,
} csqlite_outcome;

/// A database that is open for reading.
typedef struct csqlite_database csqlite_database;

/// Opens a database for reading only; waits for nobody.
///
/// `uri` is the path as a URI: `file:` in front, special characters escaped. With `?immutable=1` no file is made beside it, which a database in WAL mode
/// without a `-wal` file would need; nobody may be writing it then.
csqlite_outcome csqlite_open(const char *_Nonnull uri, csqlite_database *_Nullable *_Nonnull database);
/// Closes a database and whatever statement is open on it.
void csqlite_close(csqlite_database *_Nullable database);
/// What went wrong last.
const char *_Nonnull csqlite_message(csqlite_database *_Nullable database);

/// Prepares the one statement of a database, and ends the one before; `first` and `second` fill its parameters ?1 and ?2 where it has them.
csqlite_outcome csqlite_query(csqlite_database *_Nonnull database, const char *_Nonnull sql, int64_t first, int64_t second);
/// Goes to the next row.
csqlite_outcome csqlite_step(csqlite_database *_Nonnull database);
/// Ends the statement, and with it the read transaction.
void csqlite_end(csqlite_database *_Nonnull database);

/// A column of the row as an integer.
int64_t csqlite_integer(csqlite_database *_Nonnull database, int32_t column);
/// A column of the row as a floating-point number.
double csqlite_double(csqlite_database *_Nonnull database, int32_t column);
/// A column of the row as text, good until the next step, and its bytes.
const uint8_t *_Nullable csqlite_text(csqlite_database *_Nonnull database, int32_t column, int32_t *_Nonnull count);

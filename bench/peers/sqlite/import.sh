#!/bin/sh
# Loads a CSV file as it is into a fresh SQLite database with the sqlite3 shell: no cleaning, no dedupe, no index.
#
#   import.sh INPUT.csv DATABASE [full|off]
#
# `.import` makes a table of TEXT columns from the header and loads in one transaction with one prepared statement, which
# is the fastest way that the shell has. `off` leaves the waiting for the disk out (PRAGMA synchronous=off), and the
# rollback journal stays in memory; both are safe here because the database is new. Warnings about ragged rows go to a
# file, because a terminal would slow it down.
set -eu
input=$1
database=$2
synchronous=${3:-full}
rm -f "$database" "$database-journal" "$database-wal"
if [ "$synchronous" = off ]; then
  pragmas='PRAGMA synchronous=off; PRAGMA journal_mode=memory;'
else
  pragmas='PRAGMA synchronous=full;'
fi
sqlite3 "$database" >/dev/null 2>"$database.warnings" <<SQL
$pragmas
.import --csv "$input" contacts
SQL

#!/bin/sh
# Copies a data folder whose servers run: backup.sh FOLDER TARGET. What was acknowledged before it began is in the copy, which is a data folder.
set -eu
from=$1
to=$2
mkdir -p "$to"
for file in "$from"/*.sqlite; do
  [ -e "$file" ] || continue
  # Without a checkpoint at its end: a server may have put another file in the place of this one meanwhile, and needs its own log.
  sqlite3 "$file" '.timeout 5000' '.dbconfig no_ckpt_on_close on' ".backup '$to/$(basename "$file")'" >/dev/null
done
# What is noted of sandboxes, and their snapshots, are written whole, so that a copy is, too.
for file in "$from"/*.json "$from"/*.state; do
  [ -e "$file" ] || continue
  cp -p "$file" "$to/"
done

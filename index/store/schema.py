"""The tables of reports.db.

A report's text, figures and passages are written in one transaction, so that a report is there
whole or not at all. What is only ever read back with its report (sections, checks) is kept as
JSON; what is searched or summed over all reports (figures, passages) has tables of its own.
"""

from __future__ import annotations

FORMAT_VERSION = 1

DISPUTED = "instr(checks, '≠') > 0"
"""The reports that print sides that are not equal; a partial index stands ready for them."""

# A figure's value is kept as text, which is exact, and as whole millionths, which SQL can sum
# exactly; millionths are null where the value does not fit, and the sum is then made from the text.
# report.number and passage.number are never used twice. The revision's token is drawn anew with
# each change of the reports, so that no two states of any database share one; `embedded` is the
# token the vectors last stood at, `pending` names the vectors to be made or removed since then.
SCHEMA = f"""
create table if not exists report (
  number integer primary key autoincrement,
  id text not null unique,
  organ text not null,
  region text not null,
  year integer not null,
  scope text not null,
  level text,
  form text not null,
  title text,
  published text,
  file text not null,
  sha256 text not null unique,
  reading text not null,
  figures integer not null,
  passages integer not null,
  warnings text not null,
  sections text not null,
  checks text not null,
  unrecognised_rows text not null,
  page_starts text not null,
  evidence text not null,
  text text not null,
  unique (organ, region, year, scope)
);

create index if not exists report_disputed on report (id) where {DISPUTED};

create table if not exists cell (
  number integer primary key,
  "row" text not null,
  "column" text not null,
  unique ("row", "column")
);

create table if not exists figure (
  report integer not null references report on delete cascade,
  cell integer not null references cell,
  position integer not null,
  value text,
  millionths integer,
  unit text not null,
  printed text not null,
  state text not null,
  trust text not null,
  reasons text not null,
  place text,
  row_place text,
  primary key (report, cell)
) without rowid;

create index if not exists figure_by_cell on figure (cell, report, millionths, value, trust);

create table if not exists passage (
  number integer primary key autoincrement,
  report integer not null references report on delete cascade,
  position integer not null,
  kind text not null,
  section text not null,
  headings text not null,
  text text not null,
  place text not null,
  "row" text,
  words text not null,
  unique (report, position)
);

create virtual table if not exists lexical using fts5 (
  words, content='passage', content_rowid='number'
);

create table if not exists word (
  kind text not null,
  word text not null,
  passages integer not null,
  primary key (kind, word)
) without rowid;

create table if not exists version (
  number integer primary key autoincrement,
  report_id text not null,
  organ text not null,
  region text not null,
  year integer not null,
  scope text not null,
  sha256 text not null,
  saved_at text not null,
  report text not null
);

create index if not exists version_by_report on version (report_id, number);

create table if not exists feedback (
  number integer primary key autoincrement,
  given_at text not null,
  question text not null,
  answer text not null,
  mark text not null
);

create table if not exists pending (
  kind text not null,
  id text not null,
  primary key (kind, id)
) without rowid;

create table if not exists revision (token text not null, embedded text not null);

insert into revision select hex(randomblob(8)), '' where not exists (select 1 from revision);
"""

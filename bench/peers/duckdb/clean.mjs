// Cleans and dedupes a generated contact file with DuckDB: CSV to CSV, the same work as `etl clean`.
//
//   node clean.mjs INPUT OUTPUT [simple|cascade]
//
// Choices, each made in DuckDB's favour where there was one:
// * Dialect and columns are given, so that nothing is spent on sniffing. All columns are text: `etl clean` does not turn
//   them into numbers or dates either, and casts would cost time and lose leading zeros.
// * ignore_errors skips what cannot be read (invalid UTF-8, stray quotes, too many or too few fields). Etl writes such
//   rows to a rejects file with their position; store_rejects would do that here, and is left out because it costs time.
// * null_padding would keep short rows, and is left out because with line breaks in quotes it turns parallel reading off.
//   Etl keeps short rows.
// * trim() strips spaces from every column, like Etl; DuckDB then does less per field (no control characters, no NFC).
// * E-mail: the address of `Name <address>`, without `mailto:`, lower case. Regular expressions run only where a LIKE says
//   that there is something to do, because RE2 on every row is what would cost most.
// * Phone: digits, `+`, `00`, extension; North American numbers of ten digits, or eleven with a 1, become E.164 when the
//   country says so. Other national numbers keep their digits.
// * Duplicates, `simple`: one key per row, the e-mail or else the phone or else the mobile; the first row of each key
//   stays. Etl does more: it compares a row without e-mail with the phones of all contacts, those with an e-mail too.
//   `cascade` does that as well, and is the closer comparison.
// * The first row is the first of the file, because row_number() over () counts in the order of the scan. The output is
//   left in the order in which it falls out; sorting it as Etl's output is would cost more.
// * All cores, and DuckDB's own choice of threads and memory.
import { DuckDBInstance } from '@duckdb/node-api';

const [input, output, meaning = 'simple'] = process.argv.slice(2);
if (!input || !output || !['simple', 'cascade'].includes(meaning)) {
  console.error('usage: node clean.mjs INPUT OUTPUT [simple|cascade]');
  process.exit(2);
}
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const columns = [
  'External ID', 'First Name', 'Last Name', 'Email', 'Phone', 'Mobile', 'Company',
  'Job Title', 'Street', 'City', 'State', 'Postal Code', 'Country', 'Notes',
];
const types = columns.map((column) => `${quoted(column)}: 'VARCHAR'`).join(', ');

// Macros are expanded into the query, they cost nothing at run time.
const macros = `
create macro clean_email(typed) as
  lower(trim(
    case
      when contains(typed, '<') then regexp_extract(typed, '<(?:mailto:)?([^>]*)>', 1)
      when contains(lower(typed), 'mailto:') then regexp_replace(typed, '^\\s*mailto:', '', 'i')
      else typed
    end, ' \t'));
create macro extension_of(typed) as
  case when contains(typed, 'x') or contains(typed, '#') then regexp_extract(typed, '(?:x|ext\\. |#)(\\d+)\\s*$', 1) else '' end;
create macro digits_of(typed) as
  regexp_replace(case when contains(typed, 'x') or contains(typed, '#') then regexp_replace(typed, '\\s*(x|ext\\. |#).*$', '') else typed end,
    '[^0-9]', '', 'g');
create macro is_north_american(country) as
  lower(country) in ('us', 'usa', 'united states', 'united states of america', 'ca', 'can', 'canada');
create macro number_of(typed, digits, country) as
  case
    when digits = '' then null
    when typed like '+%' then '+' || digits
    when digits like '00%' then '+' || digits[3:]
    when is_north_american(country) and length(digits) = 10 then '+1' || digits
    when is_north_american(country) and length(digits) = 11 and digits like '1%' then '+' || digits
    else digits
  end;
create macro clean_phone(typed, country) as
  number_of(typed, digits_of(typed), country)
  || case when extension_of(typed) <> '' then ';ext=' || extension_of(typed) else '' end;
`;

const others = columns.filter((column) => !['Email', 'Phone', 'Mobile'].includes(column));
const read = `
  select ${columns.map((column) => `trim("${column}") as "${column}"`).join(', ')}
  from read_csv(${quoted(input)}, columns = {${types}}, auto_detect = false, header = true, delim = ',',
    quote = '"', escape = '"', new_line = '\\n', strict_mode = false, ignore_errors = true)`;
const normalized = `
  select row_number() over () as record, ${others.map((column) => `"${column}"`).join(', ')},
    nullif(clean_email("Email"), '') as "Email",
    clean_phone("Phone", coalesce("Country", '')) as "Phone",
    clean_phone("Mobile", coalesce("Country", '')) as "Mobile"
  from (${read})
  where coalesce("External ID", "First Name", "Last Name", "Company", "Email", "Phone", "Mobile") is not null`;
const list = columns.map((column) => `"${column}"`).join(', ');
const key = `coalesce("Email", "Phone", "Mobile")`;
const forms = {
  // One key per row. A join with each key's least row number and `distinct on` do the same and were slower.
  simple: `with n as (${normalized})
    select ${list} from n qualify ${key} is null or row_number() over (partition by ${key} order by record) = 1`,
  // What `etl clean` means by duplicates: a row without e-mail is compared with the numbers of all contacts that stay.
  // Still a little less than row by row, because a number of a skipped row counts as taken here.
  cascade: `with n as materialized (${normalized}),
    unique_email as materialized (
      select * from n qualify "Email" is null or row_number() over (partition by "Email" order by record) = 1),
    taken as (
      select number, min(record) as record
      from (select "Phone" as number, record from unique_email union all select "Mobile", record from unique_email)
      where number is not null group by number)
    select ${columns.map((column) => `u."${column}"`).join(', ')}
    from unique_email u left join taken p on u."Phone" = p.number left join taken m on u."Mobile" = m.number
    where u."Email" is not null
      or (coalesce(p.record, u.record) >= u.record and coalesce(m.record, u.record) >= u.record)`,
};

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(macros);
await connection.run(`copy (${forms[meaning]}) to ${quoted(output)} (format csv, header true)`);

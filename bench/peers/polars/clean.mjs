// Cleans and dedupes a generated contact file with polars: CSV to CSV, in memory, the work of `etl clean`.
//
//   node clean.mjs INPUT OUTPUT
//
// Choices, each made in polars' favour where there was one:
// * All columns are text, so nothing is inferred. Rows that cannot be read are skipped without a report (ignore_errors,
//   truncate_ragged_lines); bytes that are not UTF-8 are replaced (utf8-lossy), because the strict reader gives up at the first.
// * Spaces are trimmed in every column. E-mail: the address of `Name <address>`, without `mailto:`, lower case. Phone: digits and `+`,
//   `00` as `+`, North American numbers of ten digits, or eleven with a 1, as E.164; extensions behind it. Expressions are vectorized.
// * Duplicates: one key per row, the e-mail or else the phone or else the mobile; the first row of each key stays.
// * All cores and polars' own choice of memory.
import pl from 'nodejs-polars';

const [input, output] = process.argv.slice(2);
if (!input || !output) {
  console.error('usage: node clean.mjs INPUT OUTPUT');
  process.exit(2);
}
const frame = pl.readCSV(input, {
  inferSchemaLength: 0, ignoreErrors: true, truncateRaggedLines: true, encoding: 'utf8-lossy', quoteChar: '"',
});
const columns = frame.columns;
const phones = ['Phone', 'Mobile'];
const isAmerican = '^(us|usa|united states|united states of america|ca|can|canada)$';
const joined = (...parts) => pl.concatString(parts, '');

// Step by step, so that nothing is computed twice; `when` computes all its branches.
const cleaned = frame
  .withColumns(...columns.map((name) => pl.col(name).str.strip().alias(name)))
  .withColumns(
    pl.col('Email').str.toLowerCase().str.replace('^.*<(?:mailto:)?([^>]*)>.*$', '$1').str.replace('^mailto:', '').alias('Email'),
    pl.col('Country').str.toLowerCase().str.contains(isAmerican).alias('american'),
    ...phones.map((name) => pl.col(name).str.extract('(?:x|ext\\. |#)(\\d+)$', 1).alias(`${name} extension`)),
    ...phones.map((name) => pl.col(name).str.replace('\\s*(?:x|ext\\. |#).*$', '').str.replaceAll('[^0-9]', '').alias(`${name} digits`)),
  )
  .withColumns(...phones.map((name) => {
    const digits = pl.col(`${name} digits`);
    return pl
      .when(pl.col(name).str.contains('^\\+')).then(joined(pl.lit('+'), digits))
      .when(digits.str.contains('^00')).then(joined(pl.lit('+'), digits.str.slice(2, 32)))
      .when(pl.col('american').and(digits.str.lengths().eq(10))).then(joined(pl.lit('+1'), digits))
      .when(pl.col('american').and(digits.str.lengths().eq(11))).then(joined(pl.lit('+'), digits))
      .otherwise(digits)
      .alias(name);
  }))
  .withColumns(...phones.map((name) => {
    const extension = pl.col(`${name} extension`);
    return pl.when(extension.isNull()).then(pl.col(name)).otherwise(joined(pl.col(name), pl.lit(';ext='), extension)).alias(name);
  }));

// A row without any key is its own.
const present = (name) => pl.when(pl.col(name).eq(pl.lit(''))).then(pl.lit(null)).otherwise(pl.col(name));
const key = ['Phone', 'Mobile'].reduce((found, name) => found.fillNull(present(name)), present('Email'));
const unique = cleaned
  .withRowCount('record')
  .withColumns(key.fillNull(joined(pl.lit('#'), pl.col('record').cast(pl.Utf8))).alias('key'))
  .unique({ subset: ['key'], keep: 'first', maintainOrder: true });
unique.select(...columns).writeCSV(output, { includeHeader: true });

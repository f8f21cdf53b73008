// Writes demand-pages2.parquet: the rows of demand.csv by a second writer that shares no code with the first (hyparquet-writer 0.17.0, MIT),
// which uses pages of version 2. Run by hand where Node is at hand: make.sh keeps the file.
// usage: npm install hyparquet-writer@0.17.0 && node second-writer.mjs FOLDER    (FOLDER holds demand.csv)
import { readFileSync } from 'node:fs'
import { parquetWriteFile } from 'hyparquet-writer'

const folder = process.argv[2]
const [, ...lines] = readFileSync(`${folder}/demand.csv`, 'utf8').trimEnd().split('\n')
const rows = lines.map(line => {
  const [, id, rest] = line.match(/^"((?:[^"]|"")*)",(.*)$/)
  const [ds, y, price, units, open] = rest.split(',')
  return { id: id.replaceAll('""', '"'), ds: new Date(ds.replace(' ', 'T') + 'Z'), y: y === '' ? null : Number(y), price, units, open }
})
const column = (name, type, value, nullable = false) => ({ name, type, nullable, data: rows.map(value) })
parquetWriteFile({
  filename: `${folder}/demand-pages2.parquet`,
  columnData: [
    column('unique_id', 'STRING', row => row.id),
    column('ds', 'TIMESTAMP', row => row.ds),
    column('y', 'DOUBLE', row => row.y, true),
    column('price', 'FLOAT', row => Number(row.price)),
    column('units', 'INT32', row => Number(row.units)),
    column('open', 'INT32', row => Number(row.open)),
  ],
  rowGroupSize: 40,
})

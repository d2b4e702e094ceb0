/**
 * A CSV file as a stream of rows: encoding and separator found or given, decoded
 * piece by piece, parsed by `csv-parser.ts`. Memory stays the same for any size.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { RowStream, SourceRow } from './cells.ts';
import { createCsvParser } from './csv-parser.ts';
import { createPieceDecoder } from './decode.ts';
import { detectEncoding, type EncodingGuess, type TextEncodingName } from './encoding.ts';
import type { SourceFile } from './source.ts';

export type Delimiter = ',' | ';' | '\t' | '|';

export interface CsvOptions {
  readonly encoding?: TextEncodingName;
  readonly delimiter?: Delimiter;
}

export interface CsvTable extends RowStream {
  readonly encoding: TextEncodingName;
  readonly encodingCertain: boolean;
  readonly damaged: boolean;
  readonly delimiter: Delimiter;
}

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];
const HEAD_CHARS = 64 * 1024;
/** Decoding in small pieces keeps strings short-lived and batches small enough to pause between. */
const DECODE_BYTES = 128 * 1024;

/** Opens a CSV. Throws `file.empty`, or `file.notText` when the bytes are no text at all. */
export async function openCsv(source: SourceFile, options: CsvOptions = {}): Promise<CsvTable> {
  if (source.sizeBytes === 0) throw new AppFailure('file.empty');
  const guess: EncodingGuess = options.encoding
    ? { encoding: options.encoding, certain: true, damaged: false, binary: false }
    : await detectEncoding(source.stream());
  if (guess.binary) throw new AppFailure('file.notText');
  const { encoding } = guess;
  const delimiter = options.delimiter ?? (await findDelimiter(source, encoding));
  return {
    encoding,
    encodingCertain: guess.certain,
    damaged: guess.damaged,
    delimiter,
    rows: () => readRows(source, encoding, delimiter),
  };
}

async function* readRows(source: SourceFile, encoding: TextEncodingName, delimiter: Delimiter): AsyncGenerator<readonly SourceRow[]> {
  const parser = createCsvParser(delimiter);
  for await (const text of decoded(source, encoding)) {
    const rows = parser.push(text);
    if (rows.length > 0) yield rows;
  }
  const rest = parser.push('', true);
  if (rest.length > 0) yield rest;
}

/** The file's text in pieces; bytes that fit no character become U+FFFD and are reported with their cell. */
async function* decoded(source: SourceFile, encoding: TextEncodingName): AsyncGenerator<string> {
  const decoder = createPieceDecoder(encoding);
  let first = true;
  for await (const piece of source.stream()) {
    for (let at = 0; at < piece.length; at += DECODE_BYTES) {
      const text = decoder.push(piece.subarray(at, at + DECODE_BYTES));
      // Spreadsheet programs write `sep=;` as the first line to name the separator; it is no data.
      const body = first ? text.replace(/^\ufeff?sep=.(?:\r\n|\n|\r)/i, '') : text;
      if (text !== '') first = false;
      if (body !== '') yield body;
    }
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}

async function headText(source: SourceFile, encoding: TextEncodingName): Promise<string> {
  const decoder = createPieceDecoder(encoding);
  let text = '';
  for await (const piece of source.stream()) {
    text += decoder.push(piece.subarray(0, HEAD_CHARS * 4));
    if (text.length >= HEAD_CHARS || piece.length > HEAD_CHARS * 4) return text.slice(0, HEAD_CHARS);
  }
  return (text + decoder.end()).slice(0, HEAD_CHARS);
}

async function findDelimiter(source: SourceFile, encoding: TextEncodingName): Promise<Delimiter> {
  const text = await headText(source, encoding);
  const named = /^\ufeff?sep=(.)(?:\r\n|\n|\r)/i.exec(text)?.[1];
  if (named !== undefined && (DELIMITERS as readonly string[]).includes(named)) return named as Delimiter;
  return guessDelimiter(text);
}

/**
 * The separator that cuts the first rows into the same number of cells most often;
 * more columns win over fewer. `,` when nothing tells (a file with one column).
 */
export function guessDelimiter(text: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = consistency(text, delimiter);
    if (score > bestScore * 1.001) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function consistency(text: string, delimiter: Delimiter): number {
  const parser = createCsvParser(delimiter);
  const complete = text.length < HEAD_CHARS;
  const rows = parser.push(text, complete).filter((row) => row.cells.length > 0);
  const widths = new Map<number, number>();
  for (const row of rows.slice(0, 200)) widths.set(row.cells.length, (widths.get(row.cells.length) ?? 0) + 1);
  let score = 0;
  const seen = Math.min(rows.length, 200);
  for (const [width, count] of widths) {
    if (width > 1) score = Math.max(score, (count / seen) ** 2 * (1 + Math.log2(width) / 8));
  }
  return score;
}

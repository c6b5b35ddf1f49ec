import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError } from '../errors';

// A backup is one gzipped file of frames: four bytes of length, then so many bytes. The first frame is the manifest,
// then come each table's rows as COPY gives them, ended by an empty frame, and at last what was counted. A file that was
// cut off has no last frame.

export type Manifest = {
  format: 1;
  madeAt: string;
  /** Names of the migrations in force: the generation of the schema. */
  migrations: string[];
  /** In the order in which they can be loaded: what others refer to comes first. */
  tables: { name: string; columns: string[] }[];
};

/** What ends a backup: how many rows of each table it holds, and where the sequences stood when they had been read. */
export type Ending = { rows: Record<string, number>; sequences: Record<string, { at: string; called: boolean }> };

export const broken = (cause?: unknown): AppError =>
  new AppError('invalid', 'This is no whole backup of Baton: the file is of another kind, or was cut off', { cause });

/**
 * Writes a file readable by its owner alone, which bears its name only when it is whole. Throws `not-possible` where
 * there is a file of that name.
 */
export async function writeArchive(file: string, frames: AsyncIterable<Uint8Array>): Promise<void> {
  const draft = `${file}.part`;
  await claim(file);
  try {
    const out = createWriteStream(draft, { mode: 0o600, flush: true });
    await pipeline(Readable.from(withLengths(frames), { objectMode: false }), createGzip(), out);
    await rename(draft, file);
  } catch (error) {
    await Promise.all([rm(draft, { force: true }), rm(file, { force: true })]);
    throw error;
  }
}

/** Nobody else takes the name meanwhile, and nobody's backup is written over. */
async function claim(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new AppError('not-possible', `There is a file ${file} already: choose another name`);
    throw new AppError('not-possible', `${file} cannot be written (${code})`, { cause: error });
  }
}

async function* withLengths(frames: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of frames) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    yield length;
    if (bytes.length > 0) yield bytes;
  }
}

/** The frames of a file, one after the other. Throws `invalid` for what is no whole backup, `not-found` for no file. */
export async function* readArchive(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError('not-found', `${file} cannot be read`, { cause: error });
  });
  const packed = handle.createReadStream();
  const bytes = packed.pipe(createGunzip());
  packed.on('error', (error) => bytes.destroy(error));
  try {
    yield* framesOf(bytes);
  } finally {
    packed.destroy();
  }
}

async function* framesOf(bytes: Readable): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const part of bytes as AsyncIterable<Buffer>) {
      held = held.length === 0 ? part : Buffer.concat([held, part]);
      while (held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
        const end = 4 + held.readUInt32BE(0);
        yield held.subarray(4, end);
        held = held.subarray(end);
      }
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw broken(error);
  }
  if (held.length > 0) throw broken();
}

/** The rows of one table: the frames up to the empty one. */
export const rowsIn = (frames: AsyncIterator<Buffer>): Readable =>
  Readable.from(
    (async function* () {
      for (;;) {
        const { value, done } = await frames.next();
        if (done) throw broken();
        if (value.length === 0) return;
        yield value;
      }
    })(),
    { objectMode: false },
  );

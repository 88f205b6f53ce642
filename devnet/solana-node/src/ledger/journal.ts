import { closeSync, fdatasync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { JournalRecord } from './records.js';

/** Where a record's JSON lies in the journal file. */
export interface Location {
  readonly offset: number;
  readonly length: number;
}

const CHECKSUM_BYTES = 9; // eight hex digits and a space
const READ_CHUNK = 1 << 20;

/**
 * The append-only file that is the node's whole state: one line per record, a CRC-32 before each.
 * A record is in the operating system's hands when `append` returns, so kill -9 cannot lose it,
 * and on the disk when the promise of `flushed` that follows is fulfilled.
 */
export class Journal {
  private syncing: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private failure: Error | null = null;

  private constructor(
    private readonly file: number,
    private end: number,
    private readonly onFailure: (error: Error) => void,
  ) {}

  /**
   * Opens or creates the journal of a folder and hands every record, oldest first, to `visit`.
   * A torn last record (the write that a crash cut off; nobody was told of it) is cut away.
   * Damage anywhere else throws, because continuing would lose acknowledged transactions.
   * @param onFailure told when a write fails: memory is ahead of the disk then and the process must end
   */
  static open(
    folder: string,
    visit: (record: JournalRecord, location: Location) => void,
    onFailure: (error: Error) => void = throwUncaught,
  ): Journal {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'journal.jsonl');
    const file = openSync(path, 'a+', 0o600);
    const end = replay(file, path, visit);
    ftruncateSync(file, end);
    fsyncSync(file);
    const directory = openSync(folder, 'r');
    fsyncSync(directory); // the file's name must survive a power cut too
    closeSync(directory);
    return new Journal(file, end, onFailure);
  }

  append(record: JournalRecord): Location {
    const json = Buffer.from(JSON.stringify(record));
    const line = Buffer.concat([Buffer.from(checksum(json) + ' '), json, Buffer.from('\n')]);
    if (this.failure !== null) {
      throw this.failure;
    }
    try {
      for (let written = 0; written < line.length;) {
        written += writeSync(this.file, line, written);
      }
    } catch (error) {
      throw this.failed(error as Error);
    }
    const location = { offset: this.end + CHECKSUM_BYTES, length: json.length };
    this.end += line.length;
    return location;
  }

  read(location: Location): JournalRecord {
    const json = Buffer.alloc(location.length);
    const got = readSync(this.file, json, 0, location.length, location.offset);
    if (got !== location.length) {
      throw new Error(`the journal ends inside the record at ${location.offset}`);
    }
    return JSON.parse(json.toString('utf8')) as JournalRecord;
  }

  /** Fulfilled when everything appended before the call is on the disk. Calls share syncs. */
  flushed(): Promise<void> {
    if (this.syncing === null) {
      this.syncing = this.sync().finally(() => (this.syncing = null));
      return this.syncing;
    }
    // A sync under way may have begun before the newest append: wait for the one after it.
    this.next ??= this.syncing.then(() => {
      this.next = null;
      return this.flushed();
    });
    return this.next;
  }

  close(): void {
    fsyncSync(this.file);
    closeSync(this.file);
  }

  private sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      fdatasync(this.file, (error) => (error === null ? resolve() : reject(this.failed(error))));
    });
  }

  private failed(error: Error): Error {
    this.failure = new Error(`the journal cannot be written: ${error.message}`, { cause: error });
    this.onFailure(this.failure);
    return this.failure;
  }
}

/** Raises the error where nobody catches it, so that the process ends. */
function throwUncaught(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

function checksum(json: Buffer): string {
  return crc32(json).toString(16).padStart(8, '0');
}

/** Reads all records and returns the offset behind the last whole one. */
function replay(file: number, path: string, visit: (record: JournalRecord, location: Location) => void): number {
  let pending: Buffer = Buffer.alloc(0);
  let start = 0; // file offset of pending
  let damagedAt = -1;
  for (;;) {
    const chunk = Buffer.alloc(READ_CHUNK);
    const got = readSync(file, chunk, 0, READ_CHUNK, start + pending.length);
    if (got === 0) {
      return damagedAt >= 0 ? damagedAt : start; // what is pending has no line end: torn
    }
    pending = Buffer.concat([pending, chunk.subarray(0, got)]);
    let from = 0;
    for (let stop = pending.indexOf(10); stop >= 0; stop = pending.indexOf(10, from)) {
      if (damagedAt >= 0) {
        throw new Error(`${path} is damaged at byte ${damagedAt}; restore it or start with another state folder`);
      }
      const json = pending.subarray(from + CHECKSUM_BYTES, stop);
      if (pending.toString('latin1', from, from + CHECKSUM_BYTES) === checksum(json) + ' ') {
        const location = { offset: start + from + CHECKSUM_BYTES, length: json.length };
        visit(JSON.parse(json.toString('utf8')) as JournalRecord, location);
      } else {
        damagedAt = start + from;
      }
      from = stop + 1;
    }
    start += from;
    pending = pending.subarray(from);
  }
}

import { statSync } from 'node:fs';
import { clearLine, cursorTo } from 'node:readline';
import cliProgress from 'cli-progress';
import type { ImportListener } from '../src/directory/import-at-once.ts';
import { nameLines } from '../src/directory/import-leads.ts';

const rowsPerLine = 10_000;

export interface ShownProgress extends ImportListener {
  /** Restores the terminal. May be called more than once. */
  end(): void;
}

/** Shows the progress of an import on standard error: a bar on a terminal, else lines. */
export function showProgress(file: string): ShownProgress {
  return process.stderr.isTTY ? showBar(file) : showLines();
}

function showLines(): ShownProgress {
  let shown = 0;
  return {
    ...reports((line) => process.stderr.write(`${line}\n`)),
    onProgress({ rows }) {
      for (; shown + rowsPerLine <= rows; shown += rowsPerLine) {
        process.stderr.write(`${shown + rowsPerLine} rows read\n`);
      }
    },
    end: () => undefined,
  };
}

function showBar(file: string): ShownProgress {
  const bar = new cliProgress.SingleBar({
    format: 'importing [{bar}] {percentage}% | {rows} rows | {eta_formatted} to go',
    stream: process.stderr,
    hideCursor: true,
  });
  let started = false;
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    ...reports((line) => {
      if (started) {
        cursorTo(process.stderr, 0);
        clearLine(process.stderr, 0);
      }
      // The next update draws the bar again, below this line.
      process.stderr.write(`${line}\n`);
    }),
    onProgress({ rows, bytes }) {
      if (!started) bar.start(size, 0, { rows: 0 });
      started = true;
      bar.update(Math.min(bytes, size), { rows });
    },
    end() {
      if (started) bar.stop();
      started = false;
    },
  };
}

function reports(write: (line: string) => void): Pick<ImportListener, 'onHeader' | 'onWarning'> {
  return {
    onHeader({ columns, ignored, warnings }) {
      for (const [name, field] of Object.entries(columns)) write(`column "${name}" is read as ${field}`);
      if (ignored.length > 0) write(`columns ignored: ${ignored.join(', ')}`);
      for (const { column, message } of warnings) write(`warning: column "${column}": ${message}`);
    },
    onWarning({ column, message, skipped, ...lines }) {
      const place = [nameLines(lines), ...(column === null ? [] : [`column "${column}"`])].join(', ');
      write(skipped ? `${place} left out: ${message}` : `${place}: ${message}`);
    },
  };
}

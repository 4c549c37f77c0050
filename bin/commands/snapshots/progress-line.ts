import type { SnapshotProgress } from '@/lib/provisioning';

const phases: Record<string, string> = {
  'reading-structure': 'Reading the structure',
  'writing-structure': 'Writing the structure',
  rows: 'Copying rows',
  indexes: 'Building indexes, checking foreign keys, reading statistics',
  finishing: 'Finishing',
  proof: 'Proving the copy',
};

/**
 * Progress on standard error: one line that is written over again on a terminal, a line per phase elsewhere. `end`
 * leaves the terminal on a fresh line.
 */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): {
  show: (progress: SnapshotProgress) => void;
  end: () => void;
} {
  let isOpen = false;
  const write = (text: string, closing: boolean) => {
    stream.write(stream.isTTY ? `\r\u001b[2K${text}${closing ? '\n' : ''}` : `${text}\n`);
    isOpen = !closing;
  };
  return {
    show: (progress) => {
      if (progress.kind === 'phase') {
        write(`${phases[progress.phase] ?? progress.phase} …`, !stream.isTTY);
        return;
      }
      if (!stream.isTTY) return;
      const { table, overview, totalRows, estimatedTotalRows, totalBytes, secondsLeft } = progress;
      const megabytes = Math.round(totalBytes / 1_000_000);
      const left = secondsLeft === null ? '' : `, about ${secondsLeft} s left`;
      write(
        `${totalRows} of about ${estimatedTotalRows} rows, ${megabytes} MB${left}; ` +
          `${overview.done} of ${overview.total} tables, now ${table.table}: ${table.rows}`,
        false,
      );
    },
    end: () => {
      if (isOpen && stream.isTTY) stream.write('\n');
    },
  };
}

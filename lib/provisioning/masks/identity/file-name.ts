import { z } from 'zod';
import { defineMask } from '../mask';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { hexOf, valueDigest } from '../sql/keyed';
import { asColumn, asText, fitsText, whenFilled } from '../sql/text-value';

/** `file-` and `.` and an extension of up to five characters. */
const frame = 11;

/** Endings of files. What else follows a point may be a name, as in `letter to dr.meier`. */
const endings =
  '7z|aac|avi|bak|bin|bmp|cad|cfg|csv|dat|db|doc|docm|docx|dwg|dxf|eml|eps|exe|flac|gif|gz|heic|htm|html|ico|ics|iges|ini|jpeg|jpg|json|key|log|md|mdb|mkv|mov|mp3|mp4|mpeg|mpg|msg|odp|ods|odt|ogg|pages|pdf|png|ppt|pptx|ps|psd|rar|rtf|sql|step|stl|stp|svg|tar|tgz|tif|tiff|tsv|txt|vcf|vsd|vsdx|wav|webm|webp|wma|wmv|xls|xlsb|xlsm|xlsx|xml|yaml|yml|zip';

/** `file-3f09….pdf`: the extension says how to open it, the name too often says whose it is. */
export const fileName = defineMask({
  name: 'file_name',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'an ending that files are known by, such as pdf; which names were equal',
  loses: 'the name and the folders',
  keepsNull: true,
  supports: (column) => fitsText(column, frame + 12),
  injective: (column) => leavesRoom(column, frame),
  expression(column) {
    const digits = column.unique ? distinctDigits(column) : 12;
    const extension = `coalesce(substring(lower(${asText(column)}) FROM '\\.(?:${endings})$'), '')`;
    return asColumn(
      column,
      whenFilled(column, `'file-' || ${hexOf(valueDigest(column, 'file'), digits)} || ${extension}`),
    );
  },
});

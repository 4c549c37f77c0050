'use server';

import { toAction } from '@/lib/command/web/to-action';
import { markNoticesRead } from '@/lib/notices/mark-notices-read';

export const markNoticesReadAction = toAction(markNoticesRead);

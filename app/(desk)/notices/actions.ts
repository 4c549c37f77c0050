'use server';

import { toAction } from '@/lib/command/to-action';
import { markNoticesRead } from '@/lib/notices/mark-notices-read';

export const markNoticesReadAction = toAction(markNoticesRead);

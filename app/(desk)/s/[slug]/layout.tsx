import { headers } from 'next/headers';
import { permanentRedirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { pathHeader } from '@/lib/access/session';
import { findCurrentName } from '@/lib/requests/slug/find-current-name';
import { movedPath } from '@/lib/requests/slug/rename';
import { askForPage } from '../../ask-for-page';

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

/**
 * Every page of a sandbox. One that was renamed is found under its former name for as long as that is held: 308 to the same
 * page under its present one, for those who may see it. The pages themselves ask whether they may.
 */
export default async function SandboxLayout({ params, children }: Props) {
  const { slug: from } = await params;
  const { slug: to } = await askForPage(findCurrentName, { slug: from });
  if (to !== null) permanentRedirect(movedPath((await headers()).get(pathHeader) ?? '', from, to));
  return children;
}

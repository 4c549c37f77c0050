'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { isFinished } from '@/lib/operations/operation';
import { useRefreshWhile } from '../ui/page/use-refresh-while';
import type { OperationData } from './operation-data';

/**
 * The operation as it stands, followed by server-sent events while it is not finished. The browser connects again by
 * itself; when it gives up (some proxies hold events back), the page is loaded anew every few seconds instead. Once it
 * has finished, the page is loaded once more, since the sandbox has another state then.
 */
export function useOperation(initial: OperationData): OperationData {
  const router = useRouter();
  const [told, setTold] = useState<OperationData | null>(null);
  const [isCutOff, setCutOff] = useState(false);
  const isOver = isFinished(initial.state);
  useEffect(() => {
    if (isOver) return;
    const source = new EventSource(`/api/operations/${initial.id}/events`);
    source.onmessage = (event: MessageEvent<string>) => {
      const operation: OperationData = JSON.parse(event.data);
      setTold(operation);
      if (!isFinished(operation.state)) return;
      source.close();
      router.refresh();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setCutOff(true);
    };
    return () => source.close();
  }, [initial.id, isOver, router]);
  useRefreshWhile(isCutOff && !isOver);
  return told?.id === initial.id && !isOver ? told : initial;
}

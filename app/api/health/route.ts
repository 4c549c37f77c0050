import { checkHealth } from '@/lib/health/check-health';

export const dynamic = 'force-dynamic';

/** 200 when every part is ok, else 503; the body names each part either way. Open to everyone. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  const isHealthy = Object.values(health).every((part) => part === 'ok');
  return Response.json(
    { status: isHealthy ? 'ok' : 'unhealthy', ...health },
    { status: isHealthy ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}

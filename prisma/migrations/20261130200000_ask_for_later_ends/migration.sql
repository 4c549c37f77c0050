-- A later end of what came from production is asked for by a request, which compliance signs.
ALTER TYPE "RequestKind" ADD VALUE 'extension';

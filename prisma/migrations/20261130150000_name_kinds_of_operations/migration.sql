-- Operations know no kinds: each noun names its own, and an added kind changes no type of the database.
ALTER TABLE "Operation" ALTER COLUMN "kind" TYPE TEXT USING "kind"::text;
DROP TYPE "OperationKind";

-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "againAt" TIMESTAMP(3),
ADD COLUMN     "failureAside" TEXT;

-- AlterTable
ALTER TABLE "OperationStep" ADD COLUMN     "aside" TEXT;

-- AlterEnum
ALTER TYPE "CopyDropReason" ADD VALUE 'not_signed' AFTER 'not_activated';

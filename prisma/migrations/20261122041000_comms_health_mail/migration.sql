-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "healthMail" BOOLEAN NOT NULL DEFAULT true;

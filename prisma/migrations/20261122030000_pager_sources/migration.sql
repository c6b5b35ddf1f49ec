-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "source" TEXT;

-- AlterTable
ALTER TABLE "EscalationRun" ADD COLUMN     "source" TEXT;

-- CreateIndex
CREATE INDEX "Delivery_to_place" ON "Delivery"("channel", "address", "createdAt") WHERE ("personId" IS NULL);

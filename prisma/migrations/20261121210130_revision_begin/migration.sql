-- The turn that a revision begins with: its instant is worked out again from it when zones get new rules.
ALTER TABLE "RotationRevision" ADD COLUMN "beginsTurn" INTEGER, ADD COLUMN "beginsLayer" INTEGER;

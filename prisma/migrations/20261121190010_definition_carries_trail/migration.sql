-- What a changed queue brings along stands inside its definition; a second place could only disagree.
ALTER TABLE "RotationRevision" DROP COLUMN "trail";

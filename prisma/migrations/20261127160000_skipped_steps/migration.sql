-- The keys of the steps that were skipped, for the counts of a sequence.
ALTER TABLE "enrollment" ADD COLUMN "skipped" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

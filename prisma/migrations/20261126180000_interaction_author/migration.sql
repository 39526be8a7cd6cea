-- Who wrote the summary: a colleague or the lead. Null: not said, and the type decides
ALTER TABLE "interaction" ADD COLUMN "author" TEXT;
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_author_known" CHECK ("author" IN ('team', 'lead'));

ALTER TABLE "agent" ADD COLUMN "max_tokens" INTEGER;

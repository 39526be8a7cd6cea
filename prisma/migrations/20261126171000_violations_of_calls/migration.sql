-- What the quality gate found in the answer of a call, by channel
ALTER TABLE "model_call" ADD COLUMN "violations" JSONB;

-- The counters of rate limits, for installations without Redis. The shape is that of rate-limiter-flexible.
-- Unlogged: to count a request waits for no disk, and a crash may forget the current minute.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 50);

/** Logical databases of the run's Redis. Number 0 is the harness's own, each other one belongs to one test at a time. */
export const redisDatabases = 512;

/** A set in database 0: the numbers that no test has. */
export const freeDatabasesKey = 'lead-followup-test:free-databases';

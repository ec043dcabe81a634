/** A value of a row to be loaded, in the form in which the database stores it; dates as `YYYY-MM-DD` text. */
export type BulkValue = string | number | boolean | null;

export type BulkRow = readonly BulkValue[];

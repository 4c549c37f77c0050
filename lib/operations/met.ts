/** What an attempt met, in words; `aside` is for the house alone. */
export type Met = { code: string; message: string; remedy: string; aside?: string };

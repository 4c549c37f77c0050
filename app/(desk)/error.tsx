'use client';

/** The same words as outside of the desk, inside its frame, so that the way on stays in sight. */
export { default } from '../error';

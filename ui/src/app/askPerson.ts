import { createContext } from 'react';

/**
 * Whether the sign-in asks first who is there, instead of offering the person who locked the screen: set
 * by whoever leaves the desk (R52).
 */
export const AskPerson = createContext<(ask: boolean) => void>(() => {});

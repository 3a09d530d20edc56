import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { commands, type SearchResults } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

const PAUSE_MS = 60;

interface Found {
  results: SearchResults | undefined;
  error: unknown;
  /** What is shown belongs to what is written. */
  isSettled: boolean;
}

/** What the words find, as they are typed; what was found before stays until the next is there. */
export function useSearchResults(text: string): Found {
  const words = text.trim();
  const [asked, setAsked] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const query = useQuery({
    queryKey: [part.search, asked],
    queryFn: () => call(commands.search(asked)),
    enabled: asked !== '' && words !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return {
    results: words === '' ? undefined : query.data,
    error: words === '' ? null : query.error,
    isSettled: words === '' || (asked === words && !query.isPlaceholderData && !query.isPending),
  };
}

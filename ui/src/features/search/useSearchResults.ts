import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { commands, type FoundMessage, type SearchResults } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

const PAUSE_MS = 60;

interface Found {
  results: SearchResults | undefined;
  /** Messages and notes: those that came with the results, and the pages that were asked for after them. */
  messages: readonly FoundMessage[];
  /** Fetches the next page of them; null at the end. */
  more: (() => void) | null;
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
  const isSettled = words === '' || (asked === words && !query.isPlaceholderData && !query.isPending);
  const first = words === '' ? undefined : query.data?.messages;
  const pages = useInfiniteQuery({
    queryKey: [part.search, 'messages', asked, first?.more ?? null],
    queryFn: ({ pageParam }) => call(commands.findWords(asked, pageParam)),
    initialPageParam: first?.more ?? null,
    getNextPageParam: (last) => last.more,
    // Only when somebody asks for more.
    enabled: false,
    gcTime: 30_000,
  });
  const further = pages.data?.pages ?? [];
  const end = further.length > 0 ? pages.hasNextPage : (first?.more ?? null) !== null;
  const fetchMore = () => void (further.length > 0 ? pages.fetchNextPage() : pages.refetch());
  return {
    messages: [...(first?.messages ?? []), ...further.flatMap((page) => page.messages)],
    more: end && isSettled && !pages.isFetching ? fetchMore : null,
    results: words === '' ? undefined : query.data,
    error: words === '' ? null : (query.error ?? pages.error),
    isSettled,
  };
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { commands, type ResidentRow } from '../bridge/bindings';
import { call } from '../bridge/call';
import { part } from '../bridge/queries';

/** The residents whom some words find; whoever has been chosen stays among them. */
export function useResidentChoices(chosen: ResidentRow | null) {
  const [search, setSearch] = useState('');
  // What stands in the field once somebody is chosen is their name: it is no search.
  const words = useDeferredValue(chosen !== null && search === chosen.name ? '' : search.trim());
  const { data } = useQuery({
    queryKey: [part.residents, 'choices', words],
    queryFn: () => call(commands.listResidents({ search: words, moved_out: false, after: null })),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows ?? [];
  const residents = chosen === null || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return { residents, setSearch };
}

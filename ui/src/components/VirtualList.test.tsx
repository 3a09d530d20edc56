import { screen, within } from '@testing-library/react';
import { X } from 'lucide-react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { IconButton } from './IconButton';
import { nextRow, rowOrder } from './rowOrder';
import { VirtualList, type VirtualListProps } from './VirtualList';

interface Line {
  id: string;
  heading?: boolean;
}

const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `line ${index}`,
    ...(index % 10 === 0 ? { heading: true } : {}),
  }));

function List({ items = lines(100_000), ...more }: Partial<VirtualListProps<Line>>) {
  const [selected, setSelected] = useState<string | null>(null);
  return (
    <VirtualList
      label="Bookings"
      items={items}
      getKey={(line) => line.id}
      estimateSize={() => 46}
      isHeading={(line) => line.heading === true}
      renderItem={(line) => <span>{line.id}</span>}
      renderHeading={(line) => <h2>{line.id}</h2>}
      selectedKey={selected}
      onOpen={(line) => setSelected(line.id)}
      {...more}
    />
  );
}

const focused = () => document.activeElement?.textContent;

describe('VirtualList', () => {
  it('R6 draws only what is in sight of 100,000 rows', () => {
    show(<List />);
    const drawn = screen.getAllByRole('listitem');
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThan(60);
  });

  it('R91 J and K walk the rows from anywhere, and pass over headings', async () => {
    const { user } = show(<List />);
    await user.keyboard('j');
    expect(focused()).toBe('line 1');
    await user.keyboard('jjjjjjjj');
    expect(focused()).toBe('line 9');
    await user.keyboard('j');
    expect(focused()).toBe('line 11');
    await user.keyboard('{ArrowUp}');
    expect(focused()).toBe('line 9');
    await user.keyboard('k');
    expect(focused()).toBe('line 8');
  });

  it('R91 one row is reached by Tab, and Enter opens it', async () => {
    const { user } = show(<List />);
    await user.tab();
    expect(focused()).toBe('line 1');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByText('line 2').closest('button')?.getAttribute('aria-current')).toBe('true');
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  it('R91 letters typed into a field move nothing', async () => {
    const { user } = show(
      <>
        <input aria-label="Search" />
        <List />
      </>,
    );
    await user.type(screen.getByRole('textbox'), 'jk');
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  it('asks for the next page near the end, once, and not when there is none', () => {
    const more = vi.fn();
    const { rerender } = show(<List items={lines(15)} hasMore onLoadMore={more} />);
    expect(more).toHaveBeenCalledOnce();
    rerender(<List items={lines(15)} hasMore isLoadingMore onLoadMore={more} />);
    expect(more).toHaveBeenCalledOnce();
    rerender(<List items={lines(25)} hasMore={false} onLoadMore={more} />);
    expect(more).toHaveBeenCalledOnce();
  });

  it('does not ask while the end is far', () => {
    const more = vi.fn();
    show(<List items={lines(500)} hasMore onLoadMore={more} />);
    expect(more).not.toHaveBeenCalled();
  });

  it('R91 tells where a row stands, and that nobody knows how many there are', async () => {
    show(<List items={lines(12)} />);
    const row = (await screen.findByText('line 11')).closest('[role=listitem]');
    expect(row?.getAttribute('aria-posinset')).toBe('10');
    expect(row?.getAttribute('aria-setsize')).toBe('-1');
    await expectNoAxe();
  });

  it('R91 the arrows lead to the buttons of a row and back', async () => {
    const press = vi.fn();
    const { user } = show(
      <List
        renderActions={(line, { isActive }) => (
          <IconButton icon={X} label={`Remove ${line.id}`} excludeFromTabOrder={!isActive} onPress={press} />
        )}
      />,
    );
    await user.keyboard('j{ArrowRight}{Enter}');
    expect(press).toHaveBeenCalledOnce();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove line 1');
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe('line 1');
    const list = within(screen.getByRole('list'));
    expect(list.getAllByRole('button').filter((button) => button.tabIndex === 0)).toHaveLength(2);
  });
});

describe('rowOrder', () => {
  it('counts rows without headings', () => {
    const order = rowOrder(
      [{ id: 'h', heading: true }, { id: 'a' }, { id: 'b' }] as Line[],
      (line) => line.id,
      (line) => line.heading === true,
    );
    expect(order.positions).toEqual([0, 1, 2]);
    expect(order.indexes.has('h')).toBe(false);
  });

  it('stays on the last row at the end', () => {
    const isRow = (index: number) => index !== 3;
    expect(nextRow(2, 1, 4, isRow)).toBe(2);
    expect(nextRow(0, -1, 4, isRow)).toBe(0);
  });
});

import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { MoreActions } from './Menu';
import { Facts, PanelSection, SidePanel } from './SidePanel';

function Desk() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div>
      <button type="button" data-row="a" onClick={() => setOpen('Ana Moreau')}>
        Row
      </button>
      {open && (
        <SidePanel title={open} subject={open} onClose={() => setOpen(null)}>
          <PanelSection title="Resident">
            <Facts facts={[{ name: 'Suite', value: '1204' }]} />
          </PanelSection>
          <input aria-label="Note" />
        </SidePanel>
      )}
    </div>
  );
}

function Replaced() {
  const [open, setOpen] = useState<'booking' | 'event' | null>(null);
  return (
    <>
      <button type="button" onClick={() => setOpen('booking')}>
        Open
      </button>
      {open && (
        <SidePanel key={open} title={open} subject={open} onClose={() => setOpen(null)}>
          <button type="button" onClick={() => setOpen('event')}>
            View event
          </button>
        </SidePanel>
      )}
    </>
  );
}

function FromMenu() {
  const [open, setOpen] = useState(false);
  const view = { id: 'view', label: 'View event', onAction: () => setOpen(true) };
  return (
    <>
      <MoreActions of="Ana Moreau" groups={[[view]]} />
      {open && (
        <SidePanel title="Wine tasting" subject="e1" onClose={() => setOpen(false)}>
          {null}
        </SidePanel>
      )}
    </>
  );
}

beforeEach(() => localStorage.clear());

describe('SidePanel', () => {
  it('R5 takes the focus when it opens; Escape closes it and puts the focus back', async () => {
    const { user } = show(<Desk />);
    await user.click(screen.getByText('Row'));
    const panel = screen.getByRole('complementary', { name: 'Ana Moreau' });
    expect(document.activeElement).toBe(panel);
    await expectNoAxe();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Row'));
  });

  it('R5 Escape closes it from a field inside, too', async () => {
    const { user } = show(<Desk />);
    await user.click(screen.getByText('Row'));
    await user.click(screen.getByRole('textbox', { name: 'Note' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
  });

  it('R5 a panel that takes the place of another leads back to where the first was opened from', async () => {
    const { user } = show(<Replaced />);
    await user.click(screen.getByText('Open'));
    await user.click(screen.getByText('View event'));
    expect(document.activeElement).toBe(screen.getByRole('complementary', { name: 'event' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Open'));
  });

  it('R5 a panel opened from a menu leads back to the button of the menu', async () => {
    const { user } = show(<FromMenu />);
    await user.tab();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('complementary', { name: 'Wine tasting' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    screen.getByRole('complementary').focus();
    await user.keyboard('{Escape}');
    const button = screen.getByRole('button', { name: 'More actions: Ana Moreau' });
    await waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('R91 is made wider with the arrows within its bounds, and remembers it', async () => {
    const view = show(<Desk />);
    await view.user.click(screen.getByText('Row'));
    const edge = screen.getByRole('separator', { name: 'Width of the panel' });
    expect(edge.getAttribute('aria-valuenow')).toBe('392');
    edge.focus();
    await view.user.keyboard('{ArrowLeft}');
    expect(edge.getAttribute('aria-valuenow')).toBe('408');
    await view.user.keyboard('{Home}{ArrowRight}');
    expect(edge.getAttribute('aria-valuenow')).toBe('320');
    await view.user.keyboard('{End}{ArrowLeft}');
    expect(edge.getAttribute('aria-valuenow')).toBe('560');
    view.unmount();
    const again = show(<Desk />);
    await again.user.click(screen.getByText('Row'));
    expect(screen.getByRole('separator').getAttribute('aria-valuenow')).toBe('560');
  });

  it('takes the focus anew for another subject', () => {
    const panel = (who: string) => (
      <SidePanel title={who} subject={who} onClose={vi.fn()}>
        <input aria-label="Note" />
      </SidePanel>
    );
    const { rerender } = show(panel('Ana'));
    screen.getByRole('textbox').focus();
    rerender(panel('Jonas'));
    expect(document.activeElement).toBe(screen.getByRole('complementary', { name: 'Jonas' }));
  });
});

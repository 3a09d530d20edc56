import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DRAFT_AFTER_MS, DraftKeeper, draftsSaved } from './draftKeeper';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function keeper() {
  const save = vi.fn((_kind: string, _text: string): Promise<unknown> => Promise.resolve());
  const onProblem = vi.fn();
  return { save, onProblem, drafts: new DraftKeeper({ conversation: 'c1', save, onProblem }) };
}

describe('R28 drafts', () => {
  it('R28 are saved when the keyboard rests, and not at every key', async () => {
    const { save, drafts } = keeper();
    drafts.write('message', 'Y');
    await vi.advanceTimersByTimeAsync(DRAFT_AFTER_MS - 1);
    drafts.write('message', 'Yes');
    await vi.advanceTimersByTimeAsync(DRAFT_AFTER_MS - 1);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save.mock.calls).toEqual([['message', 'Yes']]);
  });

  it('R28 are saved at once when the place of writing goes', async () => {
    const { save, drafts } = keeper();
    drafts.write('message', 'Yes');
    drafts.write('note', 'Lift B');
    drafts.leave();
    await draftsSaved('c1');
    expect(save.mock.calls).toEqual([
      ['message', 'Yes'],
      ['note', 'Lift B'],
    ]);
  });

  it('R28 never let an older one arrive last', async () => {
    const { save, drafts } = keeper();
    let finish = () => {};
    save.mockReturnValueOnce(
      new Promise<void>((done) => {
        finish = done;
      }),
    );
    drafts.write('message', 'older');
    drafts.flush();
    await vi.advanceTimersByTimeAsync(0);
    drafts.write('message', 'newer');
    drafts.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(save.mock.calls).toEqual([['message', 'older']]);
    finish();
    await draftsSaved('c1');
    expect(save.mock.calls.at(-1)).toEqual(['message', 'newer']);
  });

  it('R28 do not come back after the message has used them up', async () => {
    const { save, drafts } = keeper();
    drafts.write('message', 'Yes');
    await drafts.settle('message');
    await vi.advanceTimersByTimeAsync(DRAFT_AFTER_MS * 2);
    expect(save).not.toHaveBeenCalled();
  });

  it('R28 that could not be saved are said, and tried again when the field is left', async () => {
    const { save, onProblem, drafts } = keeper();
    const full = new Error('disk full');
    save.mockRejectedValueOnce(full);
    drafts.write('message', 'Yes');
    drafts.flush();
    await draftsSaved('c1');
    expect(onProblem).toHaveBeenLastCalledWith(full);
    drafts.flush();
    await draftsSaved('c1');
    expect(save).toHaveBeenCalledTimes(2);
    expect(onProblem).toHaveBeenLastCalledWith(null);
  });
});

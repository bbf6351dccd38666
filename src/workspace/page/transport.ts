import type { FileInfo, Gesture, GestureAnswer, Snapshot, Update } from '../protocol.ts'

const RECONNECT_MS = 1500

/** Everything that one person may see. With an empty `as`, the workspace chooses the person. Rejects when it refuses. */
export const loadSnapshot = async (as: string): Promise<Snapshot> => {
  const query = as === '' ? '' : `?as=${encodeURIComponent(as)}`
  const response = await fetch(`/workspace/state${query}`, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`The workspace answered ${response.status}`)
  return response.json()
}

/** Does what the person did. Rejects when the workspace cannot be reached. */
export const sendGesture = async (gesture: Gesture): Promise<GestureAnswer> => {
  const response = await fetch('/workspace/gesture', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(gesture),
  })
  if (!response.ok) throw new Error(`The workspace answered ${response.status}`)
  return response.json()
}

/** Takes a file to the workspace, to be said or put into a form afterwards. Rejects when the workspace refuses it. */
export const uploadFile = async (as: string, file: File): Promise<FileInfo> => {
  const query = new URLSearchParams({ as, name: file.name })
  const response = await fetch(`/workspace/files?${query}`, { method: 'POST', body: file })
  if (!response.ok) throw new Error(`The workspace answered ${response.status}`)
  return response.json()
}

interface Follower {
  snapshot(snapshot: Snapshot): void
  update(update: Update): void
  /** The workspace is gone; a snapshot follows when it is back. */
  lost(): void
}

/**
 * Follows the workspace for one person until the returned function is called. Each time the stream opens, the snapshot
 * is read after it, and what the stream brought meanwhile is applied on top, so that nothing falls between the two.
 */
export const follow = (as: string, follower: Follower): (() => void) => {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const connect = () => {
    const mine = new EventSource(`/workspace/stream?as=${encodeURIComponent(as)}`)
    let early: Update[] | undefined = []
    source = mine
    const lose = () => {
      if (source !== mine) return
      mine.close()
      source = undefined
      follower.lost()
      timer = setTimeout(connect, RECONNECT_MS)
    }
    mine.onmessage = ({ data }: MessageEvent<string>) => {
      const update: Update = JSON.parse(data)
      if (early) early.push(update)
      else follower.update(update)
    }
    mine.onopen = async () => {
      const snapshot = await loadSnapshot(as).catch(() => undefined)
      if (source !== mine) return
      if (!snapshot) return lose()
      follower.snapshot(snapshot)
      early?.forEach(follower.update)
      early = undefined
    }
    mine.onerror = lose
  }

  connect()
  return () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
}

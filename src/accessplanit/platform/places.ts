/** SQL of the places of a course that are free: each is taken by a delegate who has not given it up and does not wait for one. */
export const placesRemaining = `max(0, courseDate.maxPlaces - (SELECT count(*) FROM delegate AS taken
  WHERE taken.courseDateId = courseDate.id AND taken.status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown')))`

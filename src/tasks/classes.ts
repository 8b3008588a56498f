/** What the generator furnishes its rooms with; a segmentation id is the position here plus one, 0 is unlabelled. */
export const OBJECT_CLASSES = [
  "background",
  "bed",
  "sofa",
  "table",
  "chair",
  "cabinet",
  "lamp",
  "plant",
  "picture",
  "window",
  "door",
  "sanitary",
] as const;
export type ObjectClass = (typeof OBJECT_CLASSES)[number];

export const classId = (name: ObjectClass): number => OBJECT_CLASSES.indexOf(name) + 1;

/** The generator's kinds of rooms, in the order of the class_scene vector. */
export const ROOM_TYPES = [
  "bedroom",
  "living_room",
  "kitchen",
  "bathroom",
  "office",
  "dining_room",
  "corridor",
] as const;
export type RoomType = (typeof ROOM_TYPES)[number];

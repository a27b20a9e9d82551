-- The domains of all who were assessed, by wave, year of arrival and age group, as one pass of measure/outcomes counts
-- them: of each wave the nearest assessment that is fit, of equally near ones the one planned for it, then the earlier.
WITH waves(wave, lo, target, hi) AS (VALUES (0, 0, 0, 30), (1, 141, 183, 225), (2, 274, 365, 456), (3, 640, 731, 822),
     (4, 1005, 1096, 1187)),
fit AS (
 SELECT w.wave, e.year, e.age, s.*,
        row_number() OVER (PARTITION BY s.episode, w.wave
          ORDER BY abs(s.day - w.target), CASE WHEN s.planned = w.wave THEN 0 ELSE 1 END, s.day) AS place
   FROM score s JOIN waves w ON s.day BETWEEN w.lo AND w.hi JOIN episode e ON e.id = s.episode
  WHERE s.day <= 20000 - e.entry AND s.scored >= 4
    AND (e.closed IS NULL OR e.closed > 20000 - e.entry OR e.closed >= w.lo))
SELECT wave, year, age, count(*),
       count(d0), sum(d0), sum(d0 * d0), sum(CASE WHEN d0 IS NOT NULL THEN stable & 1 ELSE 0 END),
       count(d1), sum(d1), sum(d1 * d1), sum(CASE WHEN d1 IS NOT NULL THEN stable >> 1 & 1 ELSE 0 END),
       count(d2), sum(d2), sum(d2 * d2), sum(CASE WHEN d2 IS NOT NULL THEN stable >> 2 & 1 ELSE 0 END),
       count(d3), sum(d3), sum(d3 * d3), sum(CASE WHEN d3 IS NOT NULL THEN stable >> 3 & 1 ELSE 0 END),
       count(d4), sum(d4), sum(d4 * d4), sum(CASE WHEN d4 IS NOT NULL THEN stable >> 4 & 1 ELSE 0 END),
       count(d5), sum(d5), sum(d5 * d5), sum(CASE WHEN d5 IS NOT NULL THEN stable >> 5 & 1 ELSE 0 END)
  FROM fit WHERE place = 1 GROUP BY wave, year, age ORDER BY wave, year, age;

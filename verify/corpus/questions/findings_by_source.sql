-- How many texts of each source have something inconsistent, and how much of it.
SELECT source,
       count(*) AS documents,
       count(*) FILTER (inconsistent > 0) AS with_inconsistent,
       sum(inconsistent)::BIGINT AS inconsistent,
       sum(figures)::BIGINT AS figures,
       sum(unchecked)::BIGINT AS unchecked
FROM documents
GROUP BY source
ORDER BY with_inconsistent / count(*) DESC, inconsistent DESC, source
